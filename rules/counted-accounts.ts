import type { FactValues } from '@pantau/rule-kit'

type Counterparties = FactValues['counterparties']

/** Different accounts on the other side, this payment's among them: one more where the window does not hold it yet. */
export function accountsWithThisPayment({ distinct, counterparty }: Counterparties): number {
  return distinct + (counterparty === 'unknown' || counterparty === 'returning' ? 1 : 0)
}

/** Those among them that had never been there before the window: this payment's is one where it is unknown until now. */
export function newAccountsWithThisPayment({ newcomers, counterparty }: Counterparties): number {
  return newcomers + (counterparty === 'unknown' ? 1 : 0)
}
