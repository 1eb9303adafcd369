import type { AccountFinding, PayeeHistory } from '@pantau/facts'
import type { ConditionInForce, PaymentInstruction } from '@pantau/rule-kit'
import type { AccountRow } from './account-book.ts'

/** A payment's instruction on record, and what was reported of it. */
export interface RecordedInstruction {
  readonly instruction: PaymentInstruction
  /** Event time of the payment's first status report, which made it an attempt; absent while there was none. */
  readonly firstStatusAtMs?: number
  /** The first status that decided what became of the payment. */
  readonly finalStatus?: FinalStatus
}

export interface FinalStatus {
  readonly status: string
  readonly occurredAtMs: number
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

/** What the first round trip of an acceptance brought. */
export interface BatchReads {
  /** The keys that this transaction claimed, with the time that they are on record for. */
  readonly newKeys: ReadonlyMap<string, number>
  /** The content hash on record of every key of the batch that is not new. */
  readonly contentHashes: ReadonlyMap<string, Uint8Array>
  readonly instructions: ReadonlyMap<string, RecordedInstruction>
  /** Status reports that wait for a credit transfer of the batch, by payment, in the order in which they were accepted. */
  readonly parked: ReadonlyMap<string, readonly StatusReport[]>
  readonly accounts: readonly AccountRow[]
  /** By tenant, debtor and creditor account; undefined where there was no payment. A pair that is not there was not read. */
  readonly payees: ReadonlyMap<string, PayeeHistory | undefined>
  /** The accounts that an entity holds, by tenant and entity. */
  readonly holders: ReadonlyMap<string, readonly string[]>
  /** The newest findings by tenant and account, newest first. An account that is not there was not read. */
  readonly findings: ReadonlyMap<string, readonly AccountFinding[]>
  /** The conditions in force for one subject, or for one of the parked status reports that a subject stands for. */
  conditions(subjectId: string, parkedMessageId?: string): readonly ConditionInForce[]
}
