import type { PaymentInstruction, TransactionType } from '@pantau/rule-kit'

/** What the transaction history keeps of a message beside its identification. */
export interface TransactionColumns {
  /** Where the message points from and to. Absent on a status report: its accounts are those of the instruction, reversed. */
  readonly sourceAccountId?: string
  readonly destinationAccountId?: string
  /** The instructed amount in minor units of its currency. */
  readonly amountMinor?: bigint
  readonly currency?: string
  /** Where a transfer was initiated (pain.001), as received. */
  readonly latitude?: string
  readonly longitude?: string
}

/** That a person holds an account. */
export interface AccountHolder {
  readonly entityId: string
  readonly accountId: string
}

/** A message in plain English: everything that is derived from it alone. */
export interface ParsedMessage {
  readonly transactionType: TransactionType
  readonly messageId: string
  /** A status report carries the identification of the instruction that it is about. */
  readonly endToEndId: string
  /** Creation time: the text as received, and milliseconds since the epoch (UTC). */
  readonly createdAt: string
  readonly createdAtMs: number
  /** The instruction that the message carries: present on the credit transfer (pacs.008). */
  readonly instruction?: PaymentInstruction
  /** Settlement status, present on the status report (pacs.002). */
  readonly status?: string
  readonly transaction: TransactionColumns
  /** What becomes known with this message: rows that are created unless they exist. */
  readonly accounts: readonly string[]
  readonly entities: readonly string[]
  readonly accountHolders: readonly AccountHolder[]
}
