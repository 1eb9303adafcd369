import type { Counterparty, RecentPayment } from './side-state.ts'

/**
 * The order of an account's payments: by time; in the same millisecond by content, never by arrival, so that a state does not depend on
 * the order in which payments were folded. Positive when the left one is newer.
 */
export function comparePayments(left: RecentPayment, right: RecentPayment): number {
  return (
    left.atMs - right.atMs ||
    left.counterparty - right.counterparty ||
    compareText(left.currency, right.currency) ||
    compareAmounts(left.amountMinor, right.amountMinor) ||
    compareText(left.text ?? '', right.text ?? '')
  )
}

/** Agrees with `comparePayments` on the newest payment of each, so that whoever is in the newest payments is in the list, too. */
export function compareCounterparties(left: Counterparty, right: Counterparty): number {
  return left.lastMs - right.lastMs || left.tag - right.tag
}

export function compareText(left: string, right: string): number {
  if (left === right) {
    return 0
  }
  return left < right ? -1 : 1
}

export function compareAmounts(left: bigint, right: bigint): number {
  if (left === right) {
    return 0
  }
  return left < right ? -1 : 1
}
