import type { PayeeHistory } from '../payee-history.ts'
import { COUNTERPARTIES_MAX, PAYMENTS_MAX, TEXTS_MAX } from '../state/bounds.ts'
import { compareCounterparties, comparePayments } from '../state/compare-payments.ts'
import { insertNewest } from '../state/insert-newest.ts'
import type { Counterparty, LifeProfile, RecentPayment, SideState } from '../state/side-state.ts'
import { utcHour } from '../state/utc-day.ts'
import { foldDay } from './fold-day.ts'
import { foldCurrency } from './fold-currency.ts'

/** Folds a settled payment into the direction of one of its accounts. */
export function foldSide(side: SideState, payment: RecentPayment, pair: PayeeHistory): void {
  const { counterparties, payments } = side.recent.change()
  foldCounterparty(counterparties, payment.counterparty, pair)
  const oldest = insertNewest(payments, payment, comparePayments, PAYMENTS_MAX)
  forgetText(payments)
  const profile = side.profile.change()
  foldLife(profile, payment)
  const dropped = foldCurrency(profile.currencies, payment)
  if (dropped !== undefined || oldest !== undefined) {
    foldDay(side.days.change(), { oldest, dropped, currencies: profile.currencies })
  }
}

// Wider rather than replaced: should two accounts share a tag, the list still holds every account of the newest payments.
function foldCounterparty(counterparties: Counterparty[], tag: number, pair: PayeeHistory): void {
  const index = counterparties.findIndex((each) => each.tag === tag)
  const [known] = index === -1 ? [] : counterparties.splice(index, 1)
  const counterparty = {
    tag,
    firstMs: Math.min(known?.firstMs ?? pair.firstMs, pair.firstMs),
    lastMs: Math.max(known?.lastMs ?? pair.lastMs, pair.lastMs),
  }
  insertNewest(counterparties, counterparty, compareCounterparties, COUNTERPARTIES_MAX)
}

function forgetText(payments: RecentPayment[]): void {
  const payment = payments[TEXTS_MAX]
  if (payment?.text !== undefined) {
    const { text: _forgotten, ...rest } = payment
    payments[TEXTS_MAX] = rest
  }
}

function foldLife(profile: LifeProfile, { atMs }: RecentPayment): void {
  profile.firstMs = profile.count === 0 ? atMs : Math.min(profile.firstMs, atMs)
  profile.count++
  const hour = utcHour(atMs)
  profile.hours[hour] = (profile.hours[hour] ?? 0) + 1
}
