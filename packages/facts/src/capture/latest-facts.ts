import type { FactValues, LargestPaymentFact, LatestPaymentsFact, LatestTextFact } from '@pantau/rule-kit'
import { TEXTS_MAX } from '../state/bounds.ts'
import type { LargestPayment } from '../state/side-state.ts'
import type { SideHistory } from './side-history.ts'
import type { Subject } from './subject.ts'
import { paymentsFrom } from './window-facts.ts'

export function latestPayments(fact: LatestPaymentsFact, subject: Subject): FactValues['latest-payments'] {
  const account = subject.account(fact.party)
  return account
    .side(fact.direction)
    .payments.slice(0, fact.limit)
    .map(({ atMs, amountMinor, currency, counterparty }) => ({
      atMs,
      amountMinor: String(amountMinor),
      currency,
      sameCounterparty: counterparty === account.otherTag,
    }))
}

/** The newest payment's text, empty when it has none; none, too, when so much newer is left out that the text is forgotten. */
export function latestText(fact: LatestTextFact, subject: Subject): FactValues['latest-text'] {
  const { payments, recent } = subject.account(fact.party).side(fact.direction)
  const [newest] = payments
  return newest === undefined || recent.payments.indexOf(newest) >= TEXTS_MAX
    ? null
    : { atMs: newest.atMs, text: newest.text ?? '' }
}

/** The newest of the largest. Where payments are left out, those that they hid among the largest are found among the newest. */
export function largestPayment(fact: LargestPaymentFact, subject: Subject): FactValues['largest-payment'] {
  const side = subject.account(fact.party).side(fact.direction)
  const fromMs = subject.atMs - fact.windowMs
  let largest: LargestPayment | undefined
  for (const payment of candidates(side, subject, fromMs)) {
    if (largest === undefined || payment.amountMinor > largest.amountMinor) {
      largest = payment
    }
  }
  return largest === undefined ? null : { atMs: largest.atMs, amountMinor: String(largest.amountMinor) }
}

/** Newest first, so that of equal ones the newest is found. */
function candidates(side: SideHistory, subject: Subject, fromMs: number): readonly LargestPayment[] {
  const { currencies } = side.state.profile.read()
  const known = (currencies.find(({ currency }) => currency === subject.currency)?.largest ?? []).filter(
    ({ atMs }) => atMs >= fromMs && atMs <= subject.atMs,
  )
  if (side.leftOut.length === 0) {
    return known
  }
  const newest = paymentsFrom(side, fromMs).filter(({ currency }) => currency === subject.currency)
  const isLeftOut = (payment: LargestPayment) =>
    side.leftOut.some(({ atMs, amountMinor }) => atMs === payment.atMs && amountMinor === payment.amountMinor)
  return [...newest, ...known.filter((payment) => !isLeftOut(payment))].sort(
    (left, right) => right.atMs - left.atMs,
  )
}
