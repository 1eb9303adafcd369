import { ACTIVITY_DAYS_MAX, CURRENCIES_MAX, DAYS_MAX } from '../state/bounds.ts'
import type { SectionCodec } from '../state/lazy-section.ts'
import type { DayTotal } from '../state/side-state.ts'
import { CurrencyReader, CurrencyWriter } from './currency-list.ts'
import { TimeReader, TimeWriter } from './descending-times.ts'

/** The currencies of a day, and those that no longer have statistics of their own. */
const TOTALS_MAX = DAYS_MAX * (CURRENCIES_MAX + 1)

export const daysCodec: SectionCodec<DayTotal[]> = {
  empty: () => [],
  isEmpty: (totals) => totals.length === 0,
  write(writer, totals) {
    writer.writeNumber(totals.length)
    const currencies = new CurrencyWriter(writer, totals)
    const days = new TimeWriter(writer)
    for (const { day, currency, count, sumMinor } of totals) {
      days.write(day)
      currencies.write(currency)
      writer.writeNumber(count)
      writer.writeBigint(sumMinor)
    }
  },
  read(reader) {
    const length = reader.readLength(TOTALS_MAX)
    const currencies = new CurrencyReader(reader, CURRENCIES_MAX + 1)
    const days = new TimeReader(reader)
    const totals: DayTotal[] = []
    for (let index = 0; index < length; index++) {
      totals.push({
        day: days.read(),
        currency: currencies.read(),
        count: reader.readNumber(),
        sumMinor: reader.readBigint(),
      })
    }
    return totals
  },
}

/** Days, newest first, as runs: how far below the run before, and how many days in a row. */
export const activityDaysCodec: SectionCodec<number[]> = {
  empty: () => [],
  isEmpty: (days) => days.length === 0,
  write(writer, days) {
    writer.writeNumber(days.length)
    const times = new TimeWriter(writer)
    for (let done = 0; done < days.length;) {
      const first = days[done] ?? 0
      let run = 1
      while (days[done + run] === first - run) {
        run++
      }
      times.write(first)
      writer.writeNumber(run)
      done += run
    }
  },
  read(reader) {
    const length = reader.readLength(ACTIVITY_DAYS_MAX)
    const times = new TimeReader(reader)
    const days: number[] = []
    while (days.length < length) {
      const first = times.read()
      const run = Math.max(1, reader.readLength(length - days.length))
      for (let index = 0; index < run; index++) {
        days.push(first - index)
      }
    }
    return days
  },
}
