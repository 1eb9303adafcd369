import type { Labels } from '../labels/labels.ts'
import { HOUR_MS } from '../calendar/durations.ts'
import { quantile, ratio } from './ratio.ts'
import type { Ratio } from './ratio.ts'
import type { ScoredPayments } from './scored-payments.ts'

/** One scheme as it was seen: all that began within the scored time. */
export interface InstanceResult {
  readonly instance: number
  readonly scenario: string
  readonly adaptive: boolean
  readonly drifted: boolean
  readonly payments: number
  readonly valueCents: number
  readonly found: boolean
  /** Found while a later payment, or before settlement this one, could still be stopped. */
  readonly foundInTime: boolean
  /** From its first payment to its first alert. */
  readonly delayHours: Ratio
  readonly delayPayments: Ratio
  /** Share of its value that had moved when the first alert came; all of it where none came. */
  readonly movedShare: number
}

export interface InstanceSummary {
  readonly instances: number
  readonly recall: Ratio
  readonly recallInTime: Ratio
  /** Of all value that schemes moved, the share that had gone before the first alert. */
  readonly movedBeforeAlert: Ratio
  readonly delayHoursMedian: Ratio
  readonly delayHoursP90: Ratio
  readonly delayPaymentsMedian: Ratio
  readonly delayPaymentsP90: Ratio
}

/**
 * @param beforeSettlement whether the evaluation comes before the money moves, so that the alerted payment itself can be stopped
 */
export function scoreInstances(
  scored: ScoredPayments,
  labels: Labels,
  scoredFromMs: number,
  beforeSettlement: boolean,
): readonly InstanceResult[] {
  const members = new Map<number, number[]>()
  for (let index = 0; index < scored.count; index += 1) {
    const instance = scored.instance[index]!
    if (instance >= 0) {
      const known = members.get(instance)
      if (known === undefined) {
        members.set(instance, [index])
      } else {
        known.push(index)
      }
    }
  }
  return [...members].flatMap(([instance, indexes]) => {
    const about = labels.instances[instance]
    if (about === undefined || about.startMs < scoredFromMs) {
      return []
    }
    const { scenario, adaptive, drifted } = about
    return [{ instance, scenario, adaptive, drifted, ...followInstance(scored, indexes, beforeSettlement) }]
  })
}

type Followed = Omit<InstanceResult, 'instance' | 'scenario' | 'adaptive' | 'drifted'>

function followInstance(
  scored: ScoredPayments,
  indexes: readonly number[],
  beforeSettlement: boolean,
): Followed {
  const inOrder = indexes.toSorted((a, b) => scored.atMs[a]! - scored.atMs[b]!)
  const valueCents = inOrder.reduce((sum, index) => sum + scored.valueCents[index]!, 0)
  const position = inOrder.findIndex((index) => scored.alerted[index] === 1)
  const found = position >= 0
  const moved = found ? inOrder.slice(0, position + (beforeSettlement ? 0 : 1)) : inOrder
  const movedCents = moved.reduce((sum, index) => sum + scored.valueCents[index]!, 0)
  return {
    payments: inOrder.length,
    valueCents,
    found,
    foundInTime: found && movedCents < valueCents,
    delayHours: found ? (scored.atMs[inOrder[position]!]! - scored.atMs[inOrder[0]!]!) / HOUR_MS : null,
    delayPayments: found ? position : null,
    movedShare: valueCents === 0 ? 1 : movedCents / valueCents,
  }
}

export function summariseInstances(results: readonly InstanceResult[]): InstanceSummary {
  const found = results.filter((result) => result.found)
  const valueCents = results.reduce((sum, result) => sum + result.valueCents, 0)
  const movedCents = results.reduce(
    (sum, result) => sum + Math.round(result.valueCents * result.movedShare),
    0,
  )
  const hours = Float64Array.from(found, ({ delayHours }) => delayHours ?? 0).sort()
  const payments = Float64Array.from(found, ({ delayPayments }) => delayPayments ?? 0).sort()
  return {
    instances: results.length,
    recall: ratio(found.length, results.length),
    recallInTime: ratio(results.filter(({ foundInTime }) => foundInTime).length, results.length),
    movedBeforeAlert: ratio(movedCents, valueCents),
    delayHoursMedian: quantile(hours, 0.5),
    delayHoursP90: quantile(hours, 0.9),
    delayPaymentsMedian: quantile(payments, 0.5),
    delayPaymentsP90: quantile(payments, 0.9),
  }
}
