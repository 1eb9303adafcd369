import type { ConditionInForce } from '@pantau/rule-kit'
import type { AccountFinding } from './account-finding.ts'
import type { PayeeHistory } from './payee-history.ts'
import type { AccountState } from './state/account-state.ts'

/** What of the payment at hand is already folded, by an earlier status report: event times. Captures leave it out. */
export interface FoldedOwn {
  readonly attemptAtMs?: number
  readonly settledAtMs?: number
}

/**
 * What was committed before the message at hand, as of its place in the accepted order. Every method throws rather than answering with
 * "none" what was not read.
 */
export interface HistoryView {
  /** `createAccountState()` for an account without history. */
  account(accountId: string): AccountState
  payeeHistory(debtorAccountId: string, creditorAccountId: string): PayeeHistory | undefined
  /** Accounts that the entity is known to hold, at most `HOLDER_ACCOUNTS_MAX + 1`. */
  accountsHeldBy(entityId: string): readonly string[]
  /** The newest findings of the account, at most `FINDINGS_KEPT_MAX`, newest first; one for each payment, and those of this payment too. */
  accountFindings(accountId: string): readonly AccountFinding[]
  /** Conditions in force for this payment: time, perspective and event type are matched already. */
  conditionsInForce(): readonly ConditionInForce[]
  foldedOwn(): FoldedOwn
}
