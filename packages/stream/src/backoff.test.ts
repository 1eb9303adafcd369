import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exponentialDelayMs, withJitter } from './backoff.ts'

test('delays double from the first and never exceed the largest', () => {
  expect([0, 1, 2, 3, 4, 1_000_000].map((attempt) => exponentialDelayMs(attempt, 100, 900))).toEqual([
    100, 200, 400, 800, 900, 900,
  ])
})

test('jitter adds up to half of the delay and never takes any away', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 100_000 }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (delayMs, drawn) => {
        const jittered = withJitter(delayMs, () => drawn)
        expect(jittered).toBeGreaterThanOrEqual(delayMs)
        expect(jittered).toBeLessThanOrEqual(Math.ceil(delayMs * 1.5))
      },
    ),
  )
})
