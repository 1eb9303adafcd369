import { decide, isSuspicionTypology } from '@pantau/evaluation'
import type { Plan, RuleResult, TypologyResult } from '@pantau/evaluation'
import type { Verdicts } from './verdicts.ts'

const NOT_EVALUATED = ''
const OUTCOMES_MAX = 255

/** Keeps the results of evaluations, wherever they were made. */
export interface VerdictRecorder {
  record(payment: number, rules: readonly RuleResult[], typologies: readonly TypologyResult[]): void
  verdicts(): Verdicts
}

/** A rule gave more different outcomes than are kept. */
export class TooManyOutcomesError extends Error {
  override readonly name = 'TooManyOutcomesError'
}

export function createVerdictRecorder(plan: Plan, count: number): VerdictRecorder {
  const wordsPerPayment = Math.ceil(plan.typologies.length / 32)
  const suspicious = plan.typologies.map(({ cfg }) => isSuspicionTypology(cfg))
  const outcomeNumbers = plan.rules.map(() => new Map([[NOT_EVALUATED, 0]]))
  const verdicts = {
    transactionType: plan.transactionType,
    count,
    evaluated: new Uint8Array(count),
    alerted: new Uint8Array(count),
    interdicted: new Uint8Array(count),
    score: new Float32Array(count),
    typologies: plan.typologies.map(({ cfg }) => cfg),
    typologyBits: new Uint32Array(count * wordsPerPayment),
    wordsPerPayment,
    rules: plan.rules.map(({ ruleId, cfg }) => `${ruleId} ${cfg}`),
    outcomes: new Uint8Array(count * plan.rules.length),
  }
  return {
    record(payment, rules, typologies) {
      for (const [index, { outcome }] of rules.entries()) {
        verdicts.outcomes[payment * plan.rules.length + index] = numberOf(outcomeNumbers[index], outcome)
      }
      const suspicions = typologies.filter((_, index) => suspicious[index] === true)
      verdicts.evaluated[payment] = 1
      verdicts.alerted[payment] = decide(suspicions) === 'ALRT' ? 1 : 0
      verdicts.interdicted[payment] = suspicions.some(({ interdict }) => interdict) ? 1 : 0
      for (const [index, { score, review }] of typologies.entries()) {
        const threshold = plan.typologies[index]?.alertThreshold ?? 0
        // A review without the score for it: the typology could not tell.
        const share = Math.max(threshold > 0 ? score / threshold : 0, review ? 1 : 0)
        if (review) {
          verdicts.typologyBits[payment * wordsPerPayment + (index >>> 5)]! |= 1 << (index & 31)
        }
        if (suspicious[index] === true && share > verdicts.score[payment]!) {
          verdicts.score[payment] = share
        }
      }
    },
    verdicts: () => ({ ...verdicts, outcomeNames: outcomeNumbers.map((numbers) => [...numbers.keys()]) }),
  }
}

function numberOf(numbers: Map<string, number> | undefined, outcome: string): number {
  const known = numbers?.get(outcome)
  if (known !== undefined) {
    return known
  }
  if (numbers === undefined || numbers.size >= OUTCOMES_MAX) {
    throw new TooManyOutcomesError(`The outcome ${outcome} is one too many`)
  }
  const next = numbers.size
  numbers.set(outcome, next)
  return next
}
