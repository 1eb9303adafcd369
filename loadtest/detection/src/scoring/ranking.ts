import { RandomStream } from '../random/random-stream.ts'
import { ratio } from './ratio.ts'
import type { Ratio } from './ratio.ts'
import type { ScoredPayments } from './scored-payments.ts'

export interface CurvePoint {
  readonly recall: number
  readonly precision: number
  readonly alertsPerThousand: number
}

export interface BudgetResult {
  /** Alerts per thousand payments that somebody can look at. */
  readonly perThousand: number
  readonly precision: Ratio
  readonly recall: Ratio
  readonly f1: Ratio
  readonly instanceRecall: Ratio
}

const CURVE_POINTS_MAX = 200

/** Payments by falling score, equal scores in random order: no budget is spent by the order of a file. */
export function rankByScore(score: ArrayLike<number>, seed: number): Uint32Array {
  const order = new RandomStream(seed, 'ties').permutation(score.length)
  return order.sort((a, b) => score[b]! - score[a]!)
}

/**
 * Precision over recall as the threshold falls, and its average (average precision, the area under the curve in steps). Payments with equal
 * scores fall together.
 */
export function precisionRecall(
  score: ArrayLike<number>,
  illicit: ArrayLike<number>,
  order: Uint32Array,
): { readonly averagePrecision: Ratio; readonly curve: readonly CurvePoint[] } {
  const all = Array.from(illicit).reduce((sum, one) => sum + one, 0)
  const curve: CurvePoint[] = []
  let found = 0
  let area = 0
  let lastRecall = 0
  for (let rank = 0; rank < order.length; rank += 1) {
    found += illicit[order[rank]!]!
    const next = order[rank + 1]
    if (next !== undefined && score[next] === score[order[rank]!]) {
      continue
    }
    const recall = all === 0 ? 0 : found / all
    const precision = found / (rank + 1)
    area += (recall - lastRecall) * precision
    if (recall > lastRecall) {
      curve.push({ recall, precision, alertsPerThousand: (1000 * (rank + 1)) / order.length })
    }
    lastRecall = recall
  }
  return { averagePrecision: all === 0 ? null : area, curve: thin(curve) }
}

/** What is found when exactly so many payments per thousand are looked at, those with the highest scores. */
export function atBudget(scored: ScoredPayments, order: Uint32Array, perThousand: number): BudgetResult {
  const looked = Math.min(order.length, Math.round((order.length * perThousand) / 1000))
  const instances = new Set(scored.instance)
  instances.delete(-1)
  const foundInstances = new Set<number>()
  let found = 0
  for (let rank = 0; rank < looked; rank += 1) {
    const index = order[rank]!
    if (scored.illicit[index] === 1) {
      found += 1
      foundInstances.add(scored.instance[index]!)
    }
  }
  const all = scored.illicit.reduce((sum, one) => sum + one, 0)
  return {
    perThousand,
    precision: ratio(found, looked),
    recall: ratio(found, all),
    f1: ratio(2 * found, looked + all),
    instanceRecall: ratio(foundInstances.size, instances.size),
  }
}

function thin(curve: readonly CurvePoint[]): readonly CurvePoint[] {
  const step = Math.max(1, Math.ceil(curve.length / CURVE_POINTS_MAX))
  return curve.filter((_, index) => index % step === 0 || index === curve.length - 1)
}
