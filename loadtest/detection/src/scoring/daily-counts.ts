import { DAY_MS } from '../calendar/durations.ts'
import { ratio } from './ratio.ts'
import type { Ratio } from './ratio.ts'
import type { ScoredPayments } from './scored-payments.ts'

export interface DayCounts {
  readonly date: string
  readonly payments: number
  readonly illicit: number
  readonly alerts: number
}

export interface Stability {
  /** The largest difference of a week's alert rate from the whole, as a share of the whole. */
  readonly weeklyAlertDrift: Ratio
  /** Illicit share of the last week over that of all: far above 1 where only schemes are left at the end. */
  readonly tailIllicitFactor: Ratio
}

const WEEK_DAYS = 7

export function countDays(scored: ScoredPayments, scoredFromMs: number): readonly DayCounts[] {
  const days: { payments: number; illicit: number; alerts: number }[] = []
  for (let index = 0; index < scored.count; index += 1) {
    const day = scored.day[index]!
    while (days.length <= day) {
      days.push({ payments: 0, illicit: 0, alerts: 0 })
    }
    days[day]!.payments += 1
    days[day]!.illicit += scored.illicit[index]!
    days[day]!.alerts += scored.alerted[index]!
  }
  return days.map((counts, day) => ({
    date: new Date(scoredFromMs + day * DAY_MS).toISOString().slice(0, 10),
    ...counts,
  }))
}

export function stabilityOf(days: readonly DayCounts[]): Stability {
  const sum = (some: readonly DayCounts[], of: 'payments' | 'illicit' | 'alerts'): number =>
    some.reduce((total, day) => total + day[of], 0)
  const rate = ratio(sum(days, 'alerts'), sum(days, 'payments'))
  const weeks = Array.from({ length: Math.floor(days.length / WEEK_DAYS) }, (_, week) =>
    days.slice(week * WEEK_DAYS, (week + 1) * WEEK_DAYS),
  )
  const drifts = weeks.flatMap((week) => {
    const weekRate = ratio(sum(week, 'alerts'), sum(week, 'payments'))
    return weekRate === null || rate === null || rate === 0 ? [] : [Math.abs(weekRate - rate) / rate]
  })
  const last = days.slice(-WEEK_DAYS)
  const tail = ratio(sum(last, 'illicit'), sum(last, 'payments'))
  const whole = ratio(sum(days, 'illicit'), sum(days, 'payments'))
  return {
    weeklyAlertDrift: drifts.length === 0 ? null : Math.max(...drifts),
    tailIllicitFactor: tail === null || whole === null || whole === 0 ? null : tail / whole,
  }
}
