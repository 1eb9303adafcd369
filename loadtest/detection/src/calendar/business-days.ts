import { DAY_MS } from './durations.ts'

/** Fixed public holidays of many countries, as month and day. */
const HOLIDAYS = new Set(['1-1', '1-6', '4-3', '4-6', '5-1', '5-14', '10-3', '11-1', '12-25', '12-26'])
const SUNDAY = 0
const SATURDAY = 6
const SPENDING_BY_WEEKDAY = [0.72, 0.95, 0.94, 0.98, 1.05, 1.22, 1.14] as const
const HOLIDAY_SPENDING = 0.6
const MONTH_END_SPENDING = 1.12
const DECEMBER_SPENDING = 1.25

export function isBusinessDay(dayStartMs: number): boolean {
  const weekday = new Date(dayStartMs).getUTCDay()
  return weekday !== SUNDAY && weekday !== SATURDAY && !isHoliday(dayStartMs)
}

/** The day itself, or the next one on which banks settle business payments. */
export function nextBusinessDay(dayStartMs: number): number {
  let day = dayStartMs
  while (!isBusinessDay(day)) {
    day += DAY_MS
  }
  return day
}

/** How much is bought on a day, 1 on average. */
export function spendingFactor(dayStartMs: number): number {
  const date = new Date(dayStartMs)
  const weekday = SPENDING_BY_WEEKDAY[date.getUTCDay()] ?? 1
  const season = date.getUTCMonth() === 11 ? DECEMBER_SPENDING : 1
  const monthEnd = date.getUTCDate() >= 27 || date.getUTCDate() <= 2 ? MONTH_END_SPENDING : 1
  return weekday * season * monthEnd * (isHoliday(dayStartMs) ? HOLIDAY_SPENDING : 1)
}

function isHoliday(dayStartMs: number): boolean {
  const date = new Date(dayStartMs)
  return HOLIDAYS.has(`${date.getUTCMonth() + 1}-${date.getUTCDate()}`)
}
