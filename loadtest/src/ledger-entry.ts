import type { TransactionType } from '@pantau/rule-kit'

/** One line of the ledger: `due` when the message is about to be sent for the first time, then one line per answer. */
export interface LedgerEntry {
  readonly atEpochMs: number
  readonly transactionType: TransactionType
  readonly messageId: string
  /** `due`, or the answer's label (see `answerLabel`). */
  readonly event: string
}
