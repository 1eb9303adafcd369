import { expect, it } from 'vitest'
import { createEpochClock } from './epoch-clock.ts'

it('goes on as finely as the processor counts, and follows the system where it was set', () => {
  const sources = { date: 1_700_000_000_000, monotonic: 12.5 }
  const nowMs = createEpochClock({ dateMs: () => sources.date, monotonicMs: () => sources.monotonic })
  expect(nowMs()).toBe(1_700_000_000_000)
  sources.monotonic += 0.25
  expect(nowMs()).toBe(1_700_000_000_000.25)
  sources.monotonic += 40
  sources.date += 45
  expect(nowMs()).toBe(1_700_000_000_040.25)
  sources.date += 3_600_000
  expect(nowMs()).toBe(sources.date)
  sources.date -= 7_200_000
  expect(nowMs()).toBe(sources.date)
})
