import { messageKeyText, ruleOutcomesCodec } from '@pantau/contracts'
import type { CollectedParts, RuleOutcomes, StoredPart } from '@pantau/contracts'
import { EMPTY_FAN_IN, fanIn } from '@pantau/evaluation'
import type { FanInEffect, FanInState, Plan, RuleResult } from '@pantau/evaluation'

/** Whether the rule results of a payment are all there: one per planned rule, in the plan's order. */
export type Collection =
  | { readonly kind: 'collected'; readonly ruleResults: readonly RuleResult[] }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly reason: string }

/** How a part is kept. Parts of two configurations, or of two ways to divide the rules, never mix. */
export function toStoredPart(outcomes: RuleOutcomes): StoredPart {
  const { header, part } = outcomes
  return {
    key: `${messageKeyText(header)}/${header.configDigest}/${part.count}`,
    index: part.index,
    count: part.count,
    bytes: ruleOutcomesCodec.encode(outcomes),
  }
}

/**
 * Joins the parts that are there. They are joined anew at every delivery and nothing is marked as done: if this process ends after
 * the last part came and before its output is published, that part is delivered again and everything is still there. Output that is
 * published twice for this reason is decided once.
 */
export function collectRuleResults(plan: Plan, collected: CollectedParts, deadlineMs: number): Collection {
  let state: FanInState = EMPTY_FAN_IN
  const parts = [...collected.parts].sort(([one], [other]) => one - other)
  for (const [, bytes] of parts) {
    const { part, ruleResults } = ruleOutcomesCodec.decode(bytes)
    const step = fanIn(plan.rules, state, { kind: 'part', index: part.index, count: part.count, ruleResults })
    if (step.effect.kind !== 'none') {
      return conclude(step.effect)
    }
    state = step.state
  }
  return collected.ageMs < deadlineMs
    ? { kind: 'waiting' }
    : conclude(fanIn(plan.rules, state, { kind: 'deadline' }).effect)
}

function conclude(effect: FanInEffect): Collection {
  switch (effect.kind) {
    case 'none':
      return { kind: 'waiting' }
    case 'complete':
    case 'incomplete':
      return { kind: 'collected', ruleResults: effect.ruleResults }
    case 'integrity-error':
      return { kind: 'refused', reason: effect.reason }
  }
}
