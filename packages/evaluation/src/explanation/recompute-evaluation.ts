import { canonicalJson } from '../canonical-json.ts'
import { decide } from '../decision/decide.ts'
import { runRules } from '../outcome/run-rules.ts'
import type { Plan } from '../plan/plan.ts'
import type { EvaluatedPayment } from '../report/evaluated-payment.ts'
import { scoreTypologies } from '../typology/score-typologies.ts'
import type { EvaluatedEvent } from './explain-facts.ts'

/** A recomputed result that is not what was stored. */
export interface Difference {
  /** `901@4.0.0`, `typology-processor T-1@1.0.0`, or `status`. */
  readonly what: string
  readonly stored: string
  readonly recomputed: string
}

export interface Recomputation<E extends EvaluatedPayment> {
  /** The stored evaluation with everything that is computed computed again; times and durations are those that were stored. */
  readonly evaluation: E
  /** Empty when the evaluation is reproduced. */
  readonly differences: readonly Difference[]
}

/** Nothing is measured here: durations come from the stored evaluation. */
const STILL = { nowNs: () => 0 }

/**
 * Evaluates once more what was evaluated, from the facts that were captured then, under the configuration of then, with the rules of this
 * build. What the surroundings decided (a rule given up for its time, a typology completed at its deadline) shows as a difference.
 */
export function recomputeEvaluation<E extends EvaluatedPayment>(
  stored: E,
  plan: Plan,
  { payment, facts }: EvaluatedEvent,
): Recomputation<E> {
  const ruleResults = runRules(plan, payment, facts, STILL).map((result, index) => ({
    ...result,
    durationNs: stored.ruleResults[index]?.durationNs ?? 0,
  }))
  const typologyResults = scoreTypologies(plan, ruleResults, STILL).map((result, index) => ({
    ...result,
    durationNs: stored.typologyResults[index]?.durationNs ?? 0,
  }))
  const status = decide(typologyResults)
  return {
    evaluation: { ...stored, status, ruleResults, typologyResults },
    differences: [
      ...differencesOf(stored.ruleResults, ruleResults, (result) => result.ruleId),
      ...differencesOf(
        stored.typologyResults,
        typologyResults,
        (result) => `${result.typologyId} ${result.cfg}`,
      ),
      ...differencesOf([stored.status], [status], () => 'status'),
    ],
  }
}

function differencesOf<T>(
  stored: readonly T[],
  recomputed: readonly T[],
  nameOf: (item: T) => string,
): readonly Difference[] {
  return Array.from({ length: Math.max(stored.length, recomputed.length) }, (_, index) => {
    const [before, now] = [stored[index], recomputed[index]]
    const named = before ?? now
    return {
      what: named === undefined ? '' : nameOf(named),
      stored: before === undefined ? 'absent' : canonicalJson(before),
      recomputed: now === undefined ? 'absent' : canonicalJson(now),
    }
  }).filter((difference) => difference.stored !== difference.recomputed)
}
