import { DAY_MS } from '../calendar/durations.ts'

/** Monday, 12 January 2026: summer time begins and Easter falls within the usual 90 days. */
export const HORIZON_START_MS = Date.UTC(2026, 0, 12)
const WARM_UP_DAYS_MAX = 60
const WARM_UP_SHARE = 1 / 3

/** The days that are lived through. */
export interface Horizon {
  readonly days: number
  readonly startMs: number
  /** The first third, at most 60 days, builds history and is not scored. */
  readonly scoredFromMs: number
  readonly endMs: number
}

export function horizonOf(days: number): Horizon {
  const warmUpDays = Math.min(WARM_UP_DAYS_MAX, Math.floor(days * WARM_UP_SHARE))
  return {
    days,
    startMs: HORIZON_START_MS,
    scoredFromMs: HORIZON_START_MS + warmUpDays * DAY_MS,
    endMs: HORIZON_START_MS + days * DAY_MS,
  }
}
