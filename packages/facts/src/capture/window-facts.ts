import { minorUnitExponent, toMinorUnits } from '@pantau/rule-kit'
import type {
  AmountSumFact,
  FactValues,
  NearThresholdFact,
  PaymentCountFact,
  SimilarAmountsFact,
} from '@pantau/rule-kit'
import type { DayTotal, RecentPayment } from '../state/side-state.ts'
import { utcDay } from '../state/utc-day.ts'
import { ONE_IN_MILLIONTHS, toMillionths } from './millionths.ts'
import type { SideHistory } from './side-history.ts'
import type { Subject } from './subject.ts'

/** The newest payments that are dated from this time on. */
export function paymentsFrom(side: SideHistory, fromMs: number): readonly RecentPayment[] {
  const end = countFrom(side, fromMs)
  return end === side.payments.length ? side.payments : side.payments.slice(0, end)
}

/** How many of the newest payments are dated from this time on: they are the first, by halving. */
export function countFrom({ payments }: SideHistory, fromMs: number): number {
  let [low, high] = [0, payments.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const payment = payments[middle]
    if (payment !== undefined && payment.atMs >= fromMs) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low
}

/** Days, from the one of this time on, of payments that are older than the newest ones and may lie in the window. */
export function daysFrom(side: SideHistory, fromMs: number, atMs: number): readonly DayTotal[] {
  if (side.holdsAllFrom(fromMs)) {
    return []
  }
  const [firstDay, lastDay] = [utcDay(fromMs), utcDay(atMs)]
  return side.state.days.read().filter(({ day }) => day >= firstDay && day <= lastDay)
}

export function countPayments(fact: PaymentCountFact, subject: Subject): FactValues['payment-count'] {
  const side = subject.account(fact.party).side(fact.direction)
  const fromMs = subject.atMs - fact.windowMs
  return { count: countFrom(side, fromMs), saturated: !side.holdsAllFrom(fromMs) }
}

export function sumAmounts(fact: AmountSumFact, subject: Subject): FactValues['amount-sum'] {
  const side = subject.account(fact.party).side(fact.direction)
  const fromMs = subject.atMs - fact.windowMs
  const older = daysFrom(side, fromMs, subject.atMs).filter(({ currency }) => currency === subject.currency)
  let { sumMinor, count } = side.sums.upTo(countFrom(side, fromMs), subject.currency)
  for (const total of older) {
    sumMinor += total.sumMinor
    count += total.count
  }
  return { amountMinor: String(sumMinor), count, exact: older.length === 0 }
}

export function createSimilarAmounts(fact: SimilarAmountsFact) {
  const tolerance = toMillionths(fact.tolerance)
  return (subject: Subject): FactValues['similar-amounts'] => {
    const side = subject.account(fact.party).side(fact.direction)
    const fromMs = subject.atMs - fact.windowMs
    const allowed = tolerance * subject.amountMinor
    let [count, sameCurrency] = [0, 0]
    for (const { currency, amountMinor } of paymentsFrom(side, fromMs)) {
      if (currency === subject.currency) {
        sameCurrency++
        const distance = amountMinor - subject.amountMinor
        count += (distance < 0n ? -distance : distance) * ONE_IN_MILLIONTHS <= allowed ? 1 : 0
      }
    }
    return {
      count,
      saturated: !side.holdsAllFrom(fromMs),
      any: sameCurrency > 0,
      earlier: side.payments.length > 0,
    }
  }
}

export function createNearThreshold(fact: NearThresholdFact) {
  const shareMin = toMillionths(fact.shareMin)
  const ranges = new Map(
    Object.entries(fact.thresholds).map(([currency, major]) => {
      const threshold = toMinorUnits(major, minorUnitExponent(currency))
      return [currency, { threshold, minInMillionths: threshold * shareMin }]
    }),
  )
  return (subject: Subject): FactValues['near-threshold'] => {
    const range = ranges.get(subject.currency)
    if (range === undefined) {
      return null
    }
    const isNear = (amountMinor: bigint) =>
      amountMinor < range.threshold && amountMinor * ONE_IN_MILLIONTHS >= range.minInMillionths
    const side = subject.account(fact.party).side(fact.direction)
    const fromMs = subject.atMs - fact.windowMs
    const count = paymentsFrom(side, fromMs).filter(
      ({ currency, amountMinor }) => currency === subject.currency && isNear(amountMinor),
    ).length
    return { count, saturated: !side.holdsAllFrom(fromMs), near: isNear(subject.amountMinor) }
  }
}
