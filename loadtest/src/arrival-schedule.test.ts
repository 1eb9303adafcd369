import { describe, expect, it } from 'vitest'
import { constantArrivals, poissonArrivals } from './arrival-schedule.ts'
import { RandomSource } from './random-source.ts'

describe('arrival schedules', () => {
  it('spaces constant arrivals evenly, without drift', () => {
    const arrivals = constantArrivals(300)
    const due = Array.from({ length: 901 }, () => arrivals.next().value)
    expect(due[0]).toBe(0)
    expect(due[300]).toBeCloseTo(1000, 6)
    expect(due[900]).toBeCloseTo(3000, 6)
  })

  it('gives Poisson arrivals the asked mean rate and exponential gaps', () => {
    const arrivals = poissonArrivals(100, new RandomSource(7))
    let lastDueMs = arrivals.next().value
    const gaps = Array.from({ length: 20_000 }, () => {
      const dueMs = arrivals.next().value
      const gapMs = dueMs - lastDueMs
      lastDueMs = dueMs
      return gapMs
    })
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
    expect(mean).toBeGreaterThan(9.7)
    expect(mean).toBeLessThan(10.3)
    expect(deviation / mean).toBeGreaterThan(0.95)
    expect(deviation / mean).toBeLessThan(1.05)
  })

  it('repeats Poisson arrivals with the same seed', () => {
    const one = poissonArrivals(50, new RandomSource(3))
    const other = poissonArrivals(50, new RandomSource(3))
    for (let index = 0; index < 100; index += 1) {
      expect(one.next().value).toBe(other.next().value)
    }
  })

  it.each([0, -1, Number.NaN, Infinity])('refuses a rate of %s', (rate) => {
    expect(() => constantArrivals(rate).next()).toThrow(RangeError)
  })
})
