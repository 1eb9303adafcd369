import { describe, expect, it } from 'vitest'
import { createRateLimiter, REQUESTS_PER_MINUTE } from './rate-limiter.ts'

const SECOND_MS = 1_000

describe('the rate limiter', () => {
  it.each(['read', 'write', 'expensive'] as const)(
    'lets a caller %s so often in a minute',
    (requestClass) => {
      let nowMs = 5_000_000
      const limiter = createRateLimiter(() => nowMs)
      const exceed = (caller = 'a'): number | undefined => limiter.exceeded(caller, requestClass)
      for (let count = 0; count < REQUESTS_PER_MINUTE[requestClass]; count += 1) {
        expect(exceed()).toBeUndefined()
      }
      nowMs += 18 * SECOND_MS
      expect(exceed()).toBe(42 * SECOND_MS)
      expect(exceed('b')).toBeUndefined()
      nowMs += 42 * SECOND_MS
      expect(exceed()).toBeUndefined()
    },
  )

  it('keeps a bounded number of counts, and goes on when the clock is set back', () => {
    let nowMs = 5_000_000
    const limiter = createRateLimiter(() => nowMs)
    for (let caller = 0; caller < 10_000; caller += 1) {
      limiter.exceeded(`caller ${caller}`, 'expensive')
    }
    const late = Array.from({ length: 11 }, (_, caller) => limiter.exceeded(`late ${caller}`, 'expensive'))
    expect(late.map((after) => after !== undefined)).toEqual([
      ...Array.from({ length: 10 }, () => false),
      true,
    ])
    expect(limiter.exceeded('caller 5', 'expensive')).toBeUndefined()
    nowMs -= 3_600 * SECOND_MS
    expect(limiter.exceeded('late 0', 'expensive')).toBeUndefined()
  })
})
