import { DAYS_MAX } from '../state/bounds.ts'
import { countDays } from '../state/count-days.ts'
import { compareText } from '../state/compare-payments.ts'
import type { DayTotal, RecentPayment } from '../state/side-state.ts'
import { utcDay } from '../state/utc-day.ts'

/** Where payments go whose currency has no statistics of its own. */
export const OTHER_CURRENCIES = ''

export interface DayChange {
  /** The payment that is no longer among the newest. */
  readonly oldest: RecentPayment | undefined
  /** The currency that no longer has statistics. */
  readonly dropped: string | undefined
  readonly currencies: readonly { readonly currency: string }[]
}

/** Adds the payment that fell out of the newest ones to the total of its day. */
export function foldDay(totals: DayTotal[], { oldest, dropped, currencies }: DayChange): void {
  if (dropped !== undefined) {
    for (const total of totals.filter(({ currency }) => currency === dropped)) {
      totals.splice(totals.indexOf(total), 1)
      addTotal(totals, { ...total, currency: OTHER_CURRENCIES, sumMinor: 0n })
    }
  }
  if (oldest !== undefined) {
    const isKept = currencies.some(({ currency }) => currency === oldest.currency)
    addTotal(totals, {
      day: utcDay(oldest.atMs),
      currency: isKept ? oldest.currency : OTHER_CURRENCIES,
      count: 1,
      sumMinor: isKept ? oldest.amountMinor : 0n,
    })
  }
}

function addTotal(totals: DayTotal[], added: DayTotal): void {
  const index = totals.findIndex((each) => compareTotals(each, added) <= 0)
  const place = index === -1 ? totals.length : index
  const found = totals[place]
  if (found !== undefined && compareTotals(found, added) === 0) {
    found.count += added.count
    found.sumMinor += added.sumMinor
    return
  }
  totals.splice(place, 0, { ...added })
  forgetOldest(totals)
}

/** Newest day first, then by currency. */
function compareTotals(left: DayTotal, right: DayTotal): number {
  return left.day - right.day || compareText(right.currency, left.currency)
}

function forgetOldest(totals: DayTotal[]): void {
  const oldestDay = totals.at(-1)?.day
  if (totals.length > DAYS_MAX && countDays(totals) > DAYS_MAX) {
    while (totals.at(-1)?.day === oldestDay) {
      totals.pop()
    }
  }
}
