import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Sampling } from './sampling.ts'

const SAMPLED = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const UNSAMPLED = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00'

function sampling(options: {
  ratio?: number
  callersPerSecond?: number
  random?: number
  clock?: { nowMs: number }
}): Sampling {
  const { ratio = 0, callersPerSecond = 0, random = 0, clock = { nowMs: 0 } } = options
  return new Sampling({ ratio, callersPerSecond, nowMs: () => clock.nowMs, random: () => random })
}

describe('what is sampled', () => {
  it.each([
    { ratio: 0, random: 0, isSampled: false },
    { ratio: 0.01, random: 0.009, isSampled: true },
    { ratio: 0.01, random: 0.01, isSampled: false },
    { ratio: 1, random: 0.999_999, isSampled: true },
  ])('of callers who say nothing: %o', ({ ratio, random, isSampled }) => {
    expect(sampling({ ratio, random }).decide(undefined)).toBe(isSampled)
  })

  it('is nothing of callers who say no, whatever the ratio', () => {
    expect(sampling({ ratio: 1, callersPerSecond: 100 }).decide(UNSAMPLED)).toBe(false)
  })

  it('is what callers say, up to their rate, which comes back with time', () => {
    const clock = { nowMs: 0 }
    const decider = sampling({ callersPerSecond: 2, clock })
    const decide = (): boolean => decider.decide(SAMPLED)
    expect([decide(), decide(), decide()]).toEqual([true, true, false])
    clock.nowMs = 500
    expect([decide(), decide()]).toEqual([true, false])
    clock.nowMs = 100_000
    expect([decide(), decide(), decide()]).toEqual([true, true, false])
  })

  it('is a share of what callers say beyond their rate', () => {
    expect(sampling({ ratio: 0.5, random: 0.4 }).decide(SAMPLED)).toBe(true)
    expect(sampling({ ratio: 0.5, random: 0.6 }).decide(SAMPLED)).toBe(false)
  })

  it('is never more than twice the rate in a second of a flood', () => {
    const flood = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(flood, fc.integer({ min: 0, max: 20 }), (gapsMs, callersPerSecond) => {
        const clock = { nowMs: 0 }
        const decider = sampling({ callersPerSecond, clock })
        const sampledAtMs = gapsMs.flatMap((gapMs) => {
          clock.nowMs += gapMs
          return decider.decide(SAMPLED) ? [clock.nowMs] : []
        })
        for (const fromMs of sampledAtMs) {
          const inSecond = sampledAtMs.filter((atMs) => atMs >= fromMs && atMs < fromMs + 1_000)
          expect(inSecond.length).toBeLessThanOrEqual(2 * callersPerSecond)
        }
      }),
    )
  })
})
