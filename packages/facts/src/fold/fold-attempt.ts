import type { AccountState } from '../state/account-state.ts'
import { ATTEMPTS_KEPT_MAX } from '../state/bounds.ts'
import { insertNewest } from '../state/insert-newest.ts'

/**
 * Folds an attempt: the first status report of a payment, of any status. Self transfers count; their debtor and creditor must then be one
 * and the same state.
 */
export function foldAttempt(debtor: AccountState, creditor: AccountState, atMs: number): void {
  insertNewest(debtor.sent.recent.change().attempts, atMs, compareTimes, ATTEMPTS_KEPT_MAX)
  insertNewest(creditor.received.recent.change().attempts, atMs, compareTimes, ATTEMPTS_KEPT_MAX)
}

function compareTimes(left: number, right: number): number {
  return left - right
}
