import type { DayTotal } from './side-state.ts'

/** Different days of totals that are ordered by day. */
export function countDays(totals: readonly DayTotal[]): number {
  let count = 0
  let previous: number | undefined
  for (const { day } of totals) {
    count += day === previous ? 0 : 1
    previous = day
  }
  return count
}
