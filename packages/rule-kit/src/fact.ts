/**
 * Facts: the only history that a rule can see. A rule declares the facts that it needs; they are captured once, in the SQL
 * transaction that accepts the message, and travel with the event. Values are plain JSON, so a stored evaluation can be recomputed.
 */
import type { PartySide } from './party-side.ts'

/** Whether an account paid (`sent`) or was paid (`received`). */
export type Direction = 'sent' | 'received'

/** Number of payment attempts, of any status, of one party's account in a trailing window, this payment included. */
export interface AttemptCountFact {
  readonly kind: 'attempt-count'
  readonly party: PartySide
  readonly direction: Direction
  /** The window `[t - windowMs, t]`, closed at both ends, by event time. */
  readonly windowMs: number
}

/** Event-flow conditions in force for the payment's two entities and two accounts at its event time. */
export interface ConditionsFact {
  readonly kind: 'conditions'
}

export type FactDescriptor = AttemptCountFact | ConditionsFact

/** `saturated`: the true count is at least `count`, which already lies above every band edge that was allowed at load. */
export interface AttemptCount {
  readonly count: number
  readonly saturated: boolean
}

export const CONDITION_TYPES = ['overridable-block', 'non-overridable-block', 'override'] as const
export type ConditionType = (typeof CONDITION_TYPES)[number]

/** One condition in force: its type, and which of the four owners of the payment it was found on. */
export interface ConditionInForce {
  readonly conditionId: string
  readonly type: ConditionType
  readonly owner: 'debtor-entity' | 'debtor-account' | 'creditor-entity' | 'creditor-account'
}

/** The value type of each fact kind. */
export interface FactValues {
  readonly 'attempt-count': AttemptCount
  readonly conditions: readonly ConditionInForce[]
}
export type FactValue = FactValues[FactDescriptor['kind']]
export type FactValueOf<D extends FactDescriptor> = FactValues[D['kind']]

/** The captured facts of one message, by `factKey`. */
export type CapturedFacts = Readonly<Record<string, FactValue>>

/** The stable text that identifies a fact: equal descriptors have equal keys, so that rules share what they both need. */
export function factKey(fact: FactDescriptor): string {
  switch (fact.kind) {
    case 'attempt-count':
      return `attempt-count/${fact.party}/${fact.direction}/${fact.windowMs}`
    case 'conditions':
      return 'conditions'
  }
}
