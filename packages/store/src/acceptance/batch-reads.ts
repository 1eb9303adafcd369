import type { AttemptRequest, ConditionInForce, PaymentInstruction } from '@pantau/rule-kit'

/** A payment's instruction on record. */
export interface RecordedInstruction {
  readonly instruction: PaymentInstruction
  /** Event time of the payment's first status report, which made it an attempt; absent while there was none. */
  readonly firstStatusAtMs?: number
}

/** A status report (pacs.002), as far as it matters to the history. */
export interface StatusReport {
  readonly tenantId: string
  readonly endToEndId: string
  readonly messageId: string
  readonly acceptedAtMs: number
  readonly occurredAtMs: number
  readonly status: string
  readonly traceParent?: string
}

/** The newest attempts in one window, as the database knew them. */
export interface AttemptsRead extends AttemptRequest {
  readonly timesMs: readonly number[]
}

/** The history that was read for one subject, or for one of the parked status reports that a subject stands for. */
export interface HistoryRead {
  readonly attempts: readonly AttemptsRead[]
  readonly conditions: readonly ConditionInForce[]
}

/** What the first round trip of an acceptance brought. */
export interface BatchReads {
  /** The keys that this transaction claimed, with the time that they are on record for. */
  readonly newKeys: ReadonlyMap<string, number>
  /** The content hash on record of every key of the batch. */
  readonly contentHashes: ReadonlyMap<string, Uint8Array>
  readonly instructions: ReadonlyMap<string, RecordedInstruction>
  /** Status reports that wait for a credit transfer of the batch, by payment, in the order in which they were accepted. */
  readonly parked: ReadonlyMap<string, readonly StatusReport[]>
  history(subjectId: string, parkedMessageId?: string): HistoryRead
}
