import { RandomStream } from '../random/random-stream.ts'
import type { Verdicts } from '../replay/verdicts.ts'
import { ratio } from './ratio.ts'
import type { Ratio } from './ratio.ts'
import { rankByScore } from './ranking.ts'
import type { ScoredPayments } from './scored-payments.ts'

/** What can be had for the same number of alerts without a system. */
export interface BaselineResult {
  readonly name: string
  readonly alertsPerThousand: Ratio
  readonly precision: Ratio
  readonly recall: Ratio
  readonly f1: Ratio
}

/** Where the system raises no alert at all, its baselines get this budget. */
const USUAL_PER_THOUSAND = 7

export function scoreBaselines(
  scored: ScoredPayments,
  verdicts: Verdicts,
  seed: number,
): readonly BaselineResult[] {
  const alerts = scored.alerted.reduce((sum, one) => sum + one, 0)
  const budget = alerts > 0 ? alerts : Math.round((scored.count * USUAL_PER_THOUSAND) / 1000)
  const random = new RandomStream(seed, 'baseline').permutation(scored.count)
  return [
    ofOrder('random, same budget', scored, random, budget),
    ofOrder('largest amounts first, same budget', scored, rankByScore(scored.valueCents, seed), budget),
    bestRule(scored, verdicts, budget),
  ]
}

function ofOrder(name: string, scored: ScoredPayments, order: Uint32Array, budget: number): BaselineResult {
  const hits = order.subarray(0, budget).reduce((sum, index) => sum + scored.illicit[index]!, 0)
  return result(name, scored, hits, budget)
}

/** The outcome of one rule that would do best by itself; of too many alerts a random part is looked at. Chosen with hindsight, in its favour. */
function bestRule(scored: ScoredPayments, verdicts: Verdicts, budget: number): BaselineResult {
  let best = result('best single rule', scored, 0, 0)
  const width = verdicts.rules.length
  for (const [rule, name] of verdicts.rules.entries()) {
    const counts = new Float64Array(256)
    const hits = new Float64Array(256)
    for (let index = 0; index < scored.count; index += 1) {
      const outcome = verdicts.outcomes[scored.payment[index]! * width + rule]!
      counts[outcome]! += 1
      hits[outcome]! += scored.illicit[index]!
    }
    for (const [outcome, outcomeName] of (verdicts.outcomeNames[rule] ?? []).entries()) {
      const count = counts[outcome] ?? 0
      const looked = Math.min(count, budget)
      const found = count === 0 ? 0 : ((hits[outcome] ?? 0) * looked) / count
      const candidate = result(`best single rule: ${name} ${outcomeName}`, scored, found, looked)
      best = (candidate.f1 ?? 0) > (best.f1 ?? 0) ? candidate : best
    }
  }
  return best
}

function result(name: string, scored: ScoredPayments, hits: number, alerts: number): BaselineResult {
  const illicit = scored.illicit.reduce((sum, one) => sum + one, 0)
  return {
    name,
    alertsPerThousand: ratio(1000 * alerts, scored.count),
    precision: ratio(hits, alerts),
    recall: ratio(hits, illicit),
    f1: ratio(2 * hits, alerts + illicit),
  }
}
