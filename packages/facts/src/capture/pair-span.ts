import type { Counterparty, RecentPayment } from '../state/side-state.ts'
import type { SideHistory } from './side-history.ts'

export interface PairSpan {
  readonly firstMs: number
  readonly lastMs: number
}

/**
 * First and last payment with an account on the other side, of those that count; undefined when none does. What is left out is made good
 * from the newest payments; beyond them, the last payment is known only to be no earlier than the first.
 */
export function pairSpan(side: SideHistory, pair: Counterparty, atMs: number): PairSpan | undefined {
  const isOfPair = ({ counterparty }: RecentPayment) => counterparty === pair.tag
  if (pair.lastMs <= atMs && !side.leftOut.some(isOfPair)) {
    return pair
  }
  const leftOut = side.leftOut.filter(isOfPair)
  const counted = side.payments.filter(isOfPair)
  const newestMs = counted[0]?.atMs
  const first = leftOut.find((payment) => payment.atMs === pair.firstMs)
  const isFirstKnownLeftOut = first !== undefined && side.recent.payments.includes(first)
  if (!isFirstKnownLeftOut && pair.firstMs <= atMs) {
    return { firstMs: pair.firstMs, lastMs: newestMs ?? (pair.lastMs <= atMs ? pair.lastMs : pair.firstMs) }
  }
  // All payments of the pair are at least as new as its first, and that is among the newest, or dated later than this payment.
  const oldestMs = counted.at(-1)?.atMs
  return oldestMs === undefined || newestMs === undefined
    ? undefined
    : { firstMs: oldestMs, lastMs: newestMs }
}
