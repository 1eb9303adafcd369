import type { TransactionType } from '@pantau/rule-kit'

/** Identifies an accepted message: the natural key, unique per tenant, type and MsgId. */
export interface MessageKey {
  readonly tenantId: string
  readonly transactionType: TransactionType
  readonly messageId: string
}

/** What every message between stages carries. */
export interface EvaluationHeader extends MessageKey {
  /** When the message was committed, by the database clock, in whole milliseconds. Part of the storage key. */
  readonly acceptedAtMs: number
  /** The configuration set that this message is evaluated under: pinned when it was accepted. */
  readonly configDigest: string
  /** Nanoseconds spent by the stages so far. */
  readonly dataPreparationNs: number
  readonly eventDirectorNs: number
  /** W3C trace context, where the caller sent one. */
  readonly traceParent?: string
}
