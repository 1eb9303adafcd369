import type { FactValues, IntervalCountsFact } from '@pantau/rule-kit'
import { DAY_MS, DAYS_MAX } from '../state/bounds.ts'
import { zeros } from '../state/zeros.ts'
import { countDays } from '../state/count-days.ts'
import { utcDay } from '../state/utc-day.ts'
import { spreadOf } from './life-facts.ts'
import type { SideHistory } from './side-history.ts'
import type { Subject } from './subject.ts'
import { countFrom, daysFrom } from './window-facts.ts'

/**
 * Payments in `(t - intervalMs, t]`, against complete intervals of whole UTC days before. Where the current interval holds more than the
 * newest payments, the older ones of its first day count in proportion to how much of the day lies in it.
 */
export function intervalCounts(fact: IntervalCountsFact, subject: Subject): FactValues['interval-counts'] {
  const side = subject.account(fact.party).side(fact.direction)
  const currentFromMs = subject.atMs - fact.intervalMs + 1
  const lastDay = utcDay(currentFromMs) - 1
  const counts = baseline(side, lastDay, Math.round(fact.intervalMs / DAY_MS), fact.intervalsMax)
  let [sum, squareSum] = [0, 0]
  for (const count of counts) {
    sum += count
    squareSum += count * count
  }
  const { mean, standardDeviation } = spreadOf(counts.length, BigInt(sum), BigInt(squareSum))
  return {
    current: currentCount(side, currentFromMs, subject.atMs),
    intervals: counts.length,
    mean,
    standardDeviation,
  }
}

function currentCount(side: SideHistory, fromMs: number, atMs: number): number {
  const firstDay = utcDay(fromMs)
  const shareOfFirstDay = (firstDay + 1) * DAY_MS - fromMs
  let count = countFrom(side, fromMs)
  for (const total of daysFrom(side, fromMs, atMs)) {
    count += total.day > firstDay ? total.count : Math.round((total.count * shareOfFirstDay) / DAY_MS)
  }
  return count
}

/** Counts of the complete intervals that end with `lastDay`, newest first. */
function baseline(
  side: SideHistory,
  lastDay: number,
  daysEach: number,
  intervalsMax: number,
): readonly number[] {
  const firstDay = firstKnownDay(side)
  if (firstDay === undefined) {
    return []
  }
  const intervals = Math.min(intervalsMax, Math.floor((lastDay - firstDay + 1) / daysEach))
  if (intervals <= 0) {
    return []
  }
  const counts = zeros(intervals)
  const add = (day: number, count: number) => {
    const index = Math.floor((lastDay - day) / daysEach)
    if (index >= 0 && index < intervals) {
      counts[index] = (counts[index] ?? 0) + count
    }
  }
  for (const { atMs } of side.payments) {
    add(utcDay(atMs), 1)
  }
  for (const { day, count } of side.state.days.read()) {
    add(day, count)
  }
  return counts
}

/** The day of the first payment; where days are forgotten, the oldest that is known whole. */
function firstKnownDay(side: SideHistory): number | undefined {
  const { count, firstMs } = side.state.profile.read()
  if (count - side.leftOut.length <= 0) {
    return undefined
  }
  const days = side.state.days.read()
  const oldestDay = days.at(-1)?.day
  const isFull = days.length >= DAYS_MAX && countDays(days) >= DAYS_MAX
  const isFirstLeftOut = side.leftOut.some(({ atMs }) => atMs === firstMs)
  const first = (isFirstLeftOut ? side.payments.at(-1)?.atMs : undefined) ?? firstMs
  return isFull && oldestDay !== undefined ? oldestDay : utcDay(first)
}
