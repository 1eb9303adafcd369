/**
 * Joins the rule results of one payment when its rules ran in several groups.
 *
 * States: `empty`, nothing has arrived; `collecting`, some parts have; `closed`, the results have been handed on.
 * Transitions:
 * - A part moves `empty` to `collecting`, and `collecting` to itself, until every part is there; then the state is `closed` and the effect
 *   is `complete`, with one result per planned rule in the plan's order. Where no part answered for some rule, the effect is
 *   `incomplete` and that rule gets `.err`.
 * - A part that is there already changes nothing. If it says something else than before (durations aside) the effect is
 *   `integrity-error`, and the first answer stands.
 * - A part that does not fit (another part count, an index beyond it, a rule that is not planned or that another part has) changes nothing,
 *   with effect `integrity-error`.
 * - The deadline moves `empty` and `collecting` to `closed` with effect `incomplete`: every rule without a result gets `.err`.
 * - `closed` stays `closed`, whatever comes: results are handed on exactly once.
 */
import { ERROR_OUTCOME } from '../outcome/rule-result.ts'
import type { RuleResult } from '../outcome/rule-result.ts'

/** Plain JSON: it is kept where every instance of the collecting service can reach it. */
export type FanInState =
  | { readonly phase: 'empty' }
  | {
      readonly phase: 'collecting'
      readonly partCount: number
      /** Results by part index. */
      readonly parts: Readonly<Record<string, readonly RuleResult[]>>
    }
  | { readonly phase: 'closed' }

export type FanInEvent =
  | {
      readonly kind: 'part'
      readonly index: number
      readonly count: number
      readonly ruleResults: readonly RuleResult[]
    }
  | { readonly kind: 'deadline' }

export type FanInEffect =
  | { readonly kind: 'none' }
  | { readonly kind: 'complete'; readonly ruleResults: readonly RuleResult[] }
  /** `missing`: indexes in the plan of the rules without an answer, which `ruleResults` has as `.err`. */
  | {
      readonly kind: 'incomplete'
      readonly ruleResults: readonly RuleResult[]
      readonly missing: readonly number[]
    }
  | { readonly kind: 'integrity-error'; readonly reason: string }

export interface FanInStep {
  readonly state: FanInState
  readonly effect: FanInEffect
}

/** What is needed of a planned rule: results are matched to it by id and cfg. */
export interface ExpectedRule {
  readonly ruleId: string
  readonly cfg: string
}

export const EMPTY_FAN_IN: FanInState = Object.freeze({ phase: 'empty' })

export const DEADLINE_REASON = 'Rule did not answer before the deadline'
export const UNANSWERED_REASON = 'No rule group answered for this rule'

/** The next state, and what to do about the event. Pure; `expected` is the plan's `rules`. */
export function fanIn(expected: readonly ExpectedRule[], state: FanInState, event: FanInEvent): FanInStep {
  if (state.phase === 'closed') {
    return { state, effect: { kind: 'none' } }
  }
  const parts = state.phase === 'empty' ? {} : state.parts
  return event.kind === 'deadline'
    ? close(expected, parts, DEADLINE_REASON)
    : takePart(expected, state, parts, event)
}

type Parts = Readonly<Record<string, readonly RuleResult[]>>
type PartEvent = Extract<FanInEvent, { kind: 'part' }>

function takePart(
  expected: readonly ExpectedRule[],
  state: FanInState,
  parts: Parts,
  event: PartEvent,
): FanInStep {
  const { index, count, ruleResults } = event
  const known = parts[index]
  if (known !== undefined) {
    return {
      state,
      effect: saysTheSame(known, ruleResults)
        ? { kind: 'none' }
        : { kind: 'integrity-error', reason: `Part ${index} arrived again with other outcomes` },
    }
  }
  const misfit = findMisfit(expected, state, parts, event)
  if (misfit !== undefined) {
    return { state, effect: { kind: 'integrity-error', reason: misfit } }
  }
  const collected = { ...parts, [index]: ruleResults }
  return Object.keys(collected).length === count
    ? close(expected, collected, UNANSWERED_REASON)
    : { state: { phase: 'collecting', partCount: count, parts: collected }, effect: { kind: 'none' } }
}

/** Durations differ between two runs of the same rule; everything else must not. */
function saysTheSame(left: readonly RuleResult[], right: readonly RuleResult[]): boolean {
  return (
    left.length === right.length &&
    left.every((result, position) => {
      const other = right[position]
      return (
        result.ruleId === other?.ruleId &&
        result.cfg === other.cfg &&
        result.outcome === other.outcome &&
        result.value === other.value
      )
    })
  )
}

function findMisfit(
  expected: readonly ExpectedRule[],
  state: FanInState,
  parts: Parts,
  { index, count, ruleResults }: PartEvent,
): string | undefined {
  if (state.phase === 'collecting' && state.partCount !== count) {
    return `Part ${index} is one of ${count}, but ${state.partCount} parts are expected`
  }
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    return `Part ${index} is none of ${count}`
  }
  const open = new Set(expected.map(keyOf))
  for (const result of Object.values(parts).flat()) {
    open.delete(keyOf(result))
  }
  const stray = ruleResults.find((result) => !open.delete(keyOf(result)))
  return stray === undefined
    ? undefined
    : `Part ${index} has a result of ${stray.ruleId} with cfg ${stray.cfg}, which nothing expects of it`
}

function close(expected: readonly ExpectedRule[], parts: Parts, reason: string): FanInStep {
  const results = new Map(
    Object.values(parts)
      .flat()
      .map((result) => [keyOf(result), result] as const),
  )
  const missing: number[] = []
  const ruleResults = expected.map((rule, index) => {
    const result = results.get(keyOf(rule))
    if (result !== undefined) {
      return result
    }
    missing.push(index)
    const { ruleId, cfg } = rule
    return { ruleId, cfg, outcome: ERROR_OUTCOME, value: 0, reason, durationNs: 0 }
  })
  return {
    state: { phase: 'closed' },
    effect:
      missing.length === 0 ? { kind: 'complete', ruleResults } : { kind: 'incomplete', ruleResults, missing },
  }
}

function keyOf({ ruleId, cfg }: ExpectedRule): string {
  return JSON.stringify([ruleId, cfg])
}
