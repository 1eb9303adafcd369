import type { ConditionType, TransactionType } from '@pantau/rule-kit'

/** Whom a condition governs: a person or an account, by its identity string. */
export interface ConditionOwner {
  readonly kind: 'entity' | 'account'
  readonly id: string
}

/** On which side of a payment the owner must stand. */
export type ConditionPerspective = 'debtor' | 'creditor'

/** An event-flow condition: for one owner, for a time, it blocks payments or overrides blocks. */
export interface Condition {
  readonly tenantId: string
  readonly conditionId: string
  readonly type: ConditionType
  readonly owner: ConditionOwner
  /** One or both. */
  readonly perspectives: readonly ConditionPerspective[]
  /** Types of message that it holds for; `all` stands alone. */
  readonly eventTypes: readonly (TransactionType | 'all')[]
  /** In force from here to `expiryMs`, both included, by the event time of a message. */
  readonly inceptionMs: number
  readonly expiryMs?: number
  readonly reason: string
  readonly user: string
  readonly createdAtMs: number
}

/** The tables that tie an owner to its conditions, by perspective. */
export function edgeTable(owner: ConditionOwner['kind'], perspective: ConditionPerspective): string {
  return `event_history.governed_as_${perspective}${owner === 'account' ? '_account' : ''}_by`
}
