import { DAY_MS, HOUR_MS } from './durations.ts'

/** The zones that customers live in, by their hours ahead of UTC in winter. All follow the summer time of the European Union. */
export const ZONE_WINTER_HOURS = [0, 1, 2] as const

const MARCH = 2
const OCTOBER = 9

/** Milliseconds that local time is ahead of UTC. Summer time by Directive 2000/84/EC: last Sunday of March to last Sunday of October, 01:00 UTC. */
export function zoneOffsetMs(zone: number, atMs: number): number {
  const year = new Date(atMs).getUTCFullYear()
  const summer = atMs >= lastSundayMs(year, MARCH) && atMs < lastSundayMs(year, OCTOBER)
  return ((ZONE_WINTER_HOURS[zone] ?? 0) + (summer ? 1 : 0)) * HOUR_MS
}

/** Hour of the day in local time, 0 to 24. */
export function localHour(zone: number, atMs: number): number {
  return ((atMs + zoneOffsetMs(zone, atMs)) % DAY_MS) / HOUR_MS
}

/** UTC time of a local hour (0 to 24) on the day that begins at `dayStartMs` by UTC. */
export function atLocalHour(zone: number, dayStartMs: number, hour: number): number {
  const local = dayStartMs + hour * HOUR_MS
  return Math.round(local - zoneOffsetMs(zone, local))
}

function lastSundayMs(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month, 31))
  return Date.UTC(year, month, 31 - lastDay.getUTCDay(), 1)
}
