import { DAY_MS, HOUR_MS } from './bounds.ts'

/** The UTC day of a time, as days since the epoch. */
export function utcDay(atMs: number): number {
  return Math.floor(atMs / DAY_MS)
}

/** The hour of the day of a time (UTC), 0 to 23. */
export function utcHour(atMs: number): number {
  return Math.floor((atMs - utcDay(atMs) * DAY_MS) / HOUR_MS)
}
