import type { RandomStream } from '../random/random-stream.ts'
import { DAY_MS, HOUR_MS } from './durations.ts'
import { atLocalHour, localHour } from './time-zone.ts'

/** Weight, local hour and spread in hours of the times at which people pay. */
const HOURS = [
  { weight: 0.3, mean: 9, spread: 1.6 },
  { weight: 0.33, mean: 13, spread: 2 },
  { weight: 0.32, mean: 18.5, spread: 2.2 },
] as const
const OUT_OF_HOURS = 0.12
const WAKES_AT_HOUR = 6.5
const SLEEPS_UNTIL_NEXT = 0.85

/** When in a day a person pays, as UTC time: three peaks in local time, and some at any hour. */
export function personalTime(random: RandomStream, zone: number, dayStartMs: number): number {
  let left = random.next()
  const peak = HOURS.find(({ weight }) => (left -= weight) < 0)
  const hour = peak === undefined ? random.between(0, 24) : peak.mean + peak.spread * random.normal()
  return atLocalHour(zone, dayStartMs, Math.min(23.99, Math.max(0, hour))) + random.integer(0, 999)
}

/** When in a day a firm pays: in office hours, or now and then when its owner finds the time. */
export function officeTime(random: RandomStream, zone: number, dayStartMs: number): number {
  if (random.chance(OUT_OF_HOURS)) {
    return personalTime(random, zone, dayStartMs)
  }
  return atLocalHour(zone, dayStartMs, random.between(8, 18)) + random.integer(0, 999)
}

/** The time itself, or for most people that morning when it falls into the night. */
export function whenAwake(random: RandomStream, zone: number, atMs: number): number {
  const hour = localHour(zone, atMs)
  return hour < WAKES_AT_HOUR && random.chance(SLEEPS_UNTIL_NEXT)
    ? Math.round(atMs + (WAKES_AT_HOUR - hour + random.exponential(1.5)) * HOUR_MS)
    : atMs
}

/** Midnight (UTC) of the day that a time falls into. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS
}
