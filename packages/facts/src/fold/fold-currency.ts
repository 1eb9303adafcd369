import { CURRENCIES_MAX, LARGEST_MAX } from '../state/bounds.ts'
import { compareText } from '../state/compare-payments.ts'
import { firstDigit, logMillionths } from '../state/amount-measures.ts'
import type { CurrencyStatistics, LargestPayment, RecentPayment } from '../state/side-state.ts'

/**
 * Adds a payment to the statistics of its currency. Where there are too many currencies, the one with fewest payments is dropped.
 * @returns the dropped currency
 */
export function foldCurrency(currencies: CurrencyStatistics[], payment: RecentPayment): string | undefined {
  const known = currencies.find(({ currency }) => currency === payment.currency)
  const statistics = known ?? emptyStatistics(payment.currency)
  addAmount(statistics, payment)
  if (known !== undefined) {
    return undefined
  }
  const dropped = currencies.length < CURRENCIES_MAX ? undefined : dropSmallest(currencies)
  currencies.push(statistics)
  currencies.sort((left, right) => compareText(left.currency, right.currency))
  return dropped
}

function emptyStatistics(currency: string): CurrencyStatistics {
  return {
    currency,
    count: 0,
    sum: 0n,
    squareSum: 0n,
    logSum: 0n,
    logSquareSum: 0n,
    digits: [0, 0, 0, 0, 0, 0, 0, 0, 0],
    largest: [],
  }
}

function addAmount(statistics: CurrencyStatistics, { atMs, amountMinor }: RecentPayment): void {
  const log = BigInt(logMillionths(amountMinor))
  statistics.count++
  statistics.sum += amountMinor
  statistics.squareSum += amountMinor * amountMinor
  statistics.logSum += log
  statistics.logSquareSum += log * log
  const digit = firstDigit(amountMinor)
  if (digit > 0) {
    statistics.digits[digit - 1] = (statistics.digits[digit - 1] ?? 0) + 1
  }
  addToLargest(statistics, { atMs, amountMinor })
}

function addToLargest(statistics: CurrencyStatistics, payment: LargestPayment): void {
  const { largest } = statistics
  const isReached = largest.some(
    ({ atMs, amountMinor }) => atMs >= payment.atMs && amountMinor >= payment.amountMinor,
  )
  if (isReached) {
    return
  }
  const newer = largest.filter(({ atMs }) => atMs > payment.atMs)
  const older = largest.filter(
    ({ atMs, amountMinor }) => atMs <= payment.atMs && amountMinor > payment.amountMinor,
  )
  statistics.largest = [...newer, payment, ...older].slice(0, LARGEST_MAX)
}

function dropSmallest(currencies: CurrencyStatistics[]): string {
  const smallest = currencies.reduce((left, right) => (right.count < left.count ? right : left))
  currencies.splice(currencies.indexOf(smallest), 1)
  return smallest.currency
}
