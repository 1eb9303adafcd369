import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcurrencyLimit } from './concurrency-limit.ts'

const OPTIONS = { min: 16, max: 2_000, initial: 128, targetMs: 25, latencyRatio: 2 }
/** Of demand that never ends. */
const SECONDS = 60

/**
 * A database of so many messages a millisecond that needs a time of its own for each, under so many messages as the limit allows, or as
 * there are. Little's law gives the latency.
 */
function run(
  limit: ConcurrencyLimit,
  { perMs, ownMs, demand = Number.POSITIVE_INFINITY }: Database,
  fromMs = 0,
): number {
  let latencyMs = 0
  for (let nowMs = fromMs; nowMs < fromMs + SECONDS * 1_000; nowMs += 10) {
    const inProgress = Math.min(limit.limit, demand)
    latencyMs = Math.max(ownMs, inProgress / perMs)
    limit.observe(latencyMs, inProgress, nowMs)
  }
  return latencyMs
}

interface Database {
  readonly perMs: number
  readonly ownMs: number
  readonly demand?: number
}

describe('the limit on messages in progress', () => {
  it('settles where the latency is the target', () => {
    const limit = new ConcurrencyLimit(OPTIONS)
    expect(run(limit, { perMs: 4, ownMs: 3 })).toBeCloseTo(25, -1)
    expect(limit.limit).toBeGreaterThan(80)
    expect(limit.limit).toBeLessThan(120)
  })

  it('does not starve a database that is slow without any load', () => {
    const limit = new ConcurrencyLimit(OPTIONS)
    const latencyMs = run(limit, { perMs: 4, ownMs: 200 })
    expect(limit.limit).toBeGreaterThanOrEqual(800)
    expect(latencyMs).toBeLessThanOrEqual(400)
  })

  it('stays near its minimum under overload, and does not starve a slow database, when there may be a queue at the minimum', () => {
    const options = { ...OPTIONS, min: 80, latencyRatio: 1.25 }
    const queueing = new ConcurrencyLimit(options)
    run(queueing, { perMs: 1, ownMs: 3 })
    expect(queueing.limit).toBeLessThanOrEqual(100)
    const slow = new ConcurrencyLimit(options)
    run(slow, { perMs: 4, ownMs: 200 })
    expect(slow.limit).toBeGreaterThanOrEqual(800)
  })

  it('follows a database that becomes slow, and one that becomes fast again', () => {
    const limit = new ConcurrencyLimit(OPTIONS)
    run(limit, { perMs: 4, ownMs: 3 })
    run(limit, { perMs: 0.4, ownMs: 30 }, 60_000)
    expect(limit.limit).toBeLessThanOrEqual(40)
    expect(run(limit, { perMs: 4, ownMs: 3 }, 120_000)).toBeLessThanOrEqual(50)
    expect(limit.limit).toBeGreaterThan(80)
  })

  it('is not raised by overload however long it lasts', () => {
    const limit = new ConcurrencyLimit(OPTIONS)
    run(limit, { perMs: 4, ownMs: 3 })
    const afterOneMinute = limit.limit
    for (let minute = 1; minute < 30; minute += 1) {
      run(limit, { perMs: 4, ownMs: 3 }, minute * 60_000)
    }
    expect(Math.abs(limit.limit - afterOneMinute)).toBeLessThan(15)
  })

  it('says nothing about what it was not used for', () => {
    const limit = new ConcurrencyLimit(OPTIONS)
    run(limit, { perMs: 4, ownMs: 3, demand: 10 })
    expect(limit.limit).toBe(128)
    expect(limit.unloadedMs).toBeCloseTo(3)
  })

  it('stays in its bounds, whatever is measured', () => {
    const sample = fc.record({
      latencyMs: fc.oneof(fc.double({ min: 0, max: 100_000, noNaN: true }), fc.constant(0)),
      inProgress: fc.nat(5_000),
      afterMs: fc.nat(3_000),
    })
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 300 }), (samples) => {
        const limit = new ConcurrencyLimit(OPTIONS)
        let nowMs = 0
        for (const { latencyMs, inProgress, afterMs } of samples) {
          nowMs += afterMs
          limit.observe(latencyMs, inProgress, nowMs)
          expect(limit.limit).toBeGreaterThanOrEqual(OPTIONS.min)
          expect(limit.limit).toBeLessThanOrEqual(OPTIONS.max)
        }
      }),
    )
  })

  it('needs bounds that leave room', () => {
    expect(() => new ConcurrencyLimit({ ...OPTIONS, min: 0 })).toThrow(RangeError)
    expect(() => new ConcurrencyLimit({ ...OPTIONS, max: 15 })).toThrow(RangeError)
  })
})
