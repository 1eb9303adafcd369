import type { FactValues } from '@pantau/rule-kit'

type Counterparties = FactValues['counterparties']

/**
 * What an account's state remembers of payments and of accounts on the other side. This payment may be among them by the time that its report
 * is repeated: no count goes beyond, so that it is the same then.
 */
export const COUNTED_MAX = 64

/** Different accounts on the other side, this payment's among them: one more where the window does not hold it yet. */
export function accountsWithThisPayment({ distinct, counterparty }: Counterparties): number {
  const isMissing = counterparty === 'unknown' || counterparty === 'returning'
  return Math.min(distinct + (isMissing ? 1 : 0), COUNTED_MAX)
}

/** Those among them that had never been there before the window: this payment's is one where it is unknown until now. */
export function newAccountsWithThisPayment({ newcomers, counterparty }: Counterparties): number {
  return Math.min(newcomers + (counterparty === 'unknown' ? 1 : 0), COUNTED_MAX)
}
