import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NeighbourLimit } from './neighbour-limit.ts'
import type { NeighbourLoad } from './neighbour-limit.ts'

const OPTIONS = { min: 2, latencyRatio: 1.2, unknownTargetMs: 25 }
const START = 8
const MAX = 200
const EVERY_MS = 10

/** What neighbours' messages take, by what heavy tenants have in progress. */
type Machine = (heavyInProgress: number) => number

/** Processors that so many messages share; neighbours have a few of their own. */
function shared(ownMs: number, places: number): Machine {
  return (heavyInProgress) => ownMs * Math.max(1, (heavyInProgress + 5) / places)
}

class Run {
  readonly limit = new NeighbourLimit(OPTIONS)
  #nowMs = 0

  /** One message of a neighbour every ten milliseconds; heavy tenants have all that they may. */
  for(seconds: number, load: NeighbourLoad, machine: Machine): number {
    const untilMs = this.#nowMs + seconds * 1_000
    let latencyMs = 0
    for (; this.#nowMs < untilMs; this.#nowMs += EVERY_MS) {
      const heavy = load === 'held' ? this.limit.limit : 0
      latencyMs = machine(heavy)
      this.limit.observe(latencyMs, load, MAX, this.#nowMs)
    }
    return latencyMs
  }
}

describe('the limit of heavy tenants while others ask', () => {
  it('begins low', () => {
    expect(new NeighbourLimit(OPTIONS).limit).toBe(START)
    expect(new NeighbourLimit({ ...OPTIONS, min: 20 }).limit).toBe(20)
  })

  it.each([8, 12, 20, 50, 100])(
    'comes soon to where the others take little longer, on a machine of %i places',
    (places) => {
      const run = new Run()
      run.for(10, 'calm', shared(6, places))
      expect(run.for(1, 'held', shared(6, places))).toBeLessThanOrEqual(6 * 1.5)
      expect(run.for(20, 'held', shared(6, places))).toBeLessThanOrEqual(6 * 1.5)
      expect(run.limit.limit).toBeGreaterThanOrEqual(Math.max(2, places * 0.8 - 6))
    },
  )

  it('rises slowly when there is more room, and all the way', () => {
    const run = new Run()
    run.for(10, 'calm', shared(6, 8))
    run.for(5, 'held', shared(6, 8))
    const held = run.limit.limit
    run.for(0.5, 'held', shared(6, 1_000))
    expect(run.limit.limit).toBeLessThanOrEqual(held + 2)
    run.for(20, 'held', shared(6, 1_000))
    expect(run.limit.limit).toBe(MAX)
  })

  it('falls from any height within three windows', () => {
    const run = new Run()
    run.for(10, 'calm', () => 6)
    run.for(20, 'held', () => 6)
    expect(run.limit.limit).toBe(MAX)
    run.for(0.3, 'held', () => 90)
    expect(run.limit.limit).toBe(2)
  })

  it('begins low again after the others were calm', () => {
    const run = new Run()
    run.for(20, 'held', () => 6)
    expect(run.limit.limit).toBe(MAX)
    run.for(1, 'calm', () => 6)
    expect(run.limit.limit).toBe(START)
  })

  it('keeps to a known bound before it was ever calm', () => {
    const run = new Run()
    run.for(30, 'held', shared(20, 10))
    expect(run.limit.limit).toBeGreaterThanOrEqual(6)
    expect(run.limit.limit).toBeLessThanOrEqual(12)
  })

  it('learns nothing while messages are refused and nobody is held', () => {
    const run = new Run()
    run.for(10, 'calm', () => 6)
    const { targetMs } = run.limit
    run.for(60, 'crowded', () => 600)
    expect(run.limit).toMatchObject({ targetMs, limit: START })
  })

  it('does not blame heavy tenants for a database that became slow', () => {
    const run = new Run()
    run.for(10, 'calm', () => 6)
    run.for(5, 'held', () => 60)
    expect(run.limit.limit).toBe(2)
    run.for(60, 'held', () => 60)
    expect(run.limit.limit).toBe(MAX)
  })
})

describe('whatever is measured', () => {
  const latencies = fc.array(fc.double({ min: 0, max: 10_000, noNaN: true }), {
    minLength: 20,
    maxLength: 300,
  })
  const loads = fc.constantFrom<NeighbourLoad>('calm', 'crowded', 'held')

  it('the limit stays between its bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(latencies, loads), { maxLength: 10 }), (parts) => {
        const limit = new NeighbourLimit(OPTIONS)
        let nowMs = 0
        for (const [ofPart, load] of parts) {
          for (const latencyMs of ofPart) {
            limit.observe(latencyMs, load, MAX, (nowMs += EVERY_MS))
            expect(limit.limit).toBeGreaterThanOrEqual(OPTIONS.min)
            expect(limit.limit).toBeLessThanOrEqual(MAX)
          }
        }
      }),
    )
  })

  it('the longer the others take, the less heavy tenants have', () => {
    const times = fc.double({ min: 1, max: 1_000, noNaN: true })
    fc.assert(
      fc.property(times, times, (oneMs, otherMs) => {
        const limits = [Math.min(oneMs, otherMs), Math.max(oneMs, otherMs)].map((latencyMs) => {
          const run = new Run()
          run.for(5, 'calm', () => 6)
          run.for(0.3, 'held', () => latencyMs)
          return run.limit.limit
        })
        expect(limits[1]).toBeLessThanOrEqual(limits[0] ?? Number.NaN)
      }),
    )
  })
})

it('leaves heavy tenants something', () => {
  expect(() => new NeighbourLimit({ ...OPTIONS, min: 0 })).toThrow(RangeError)
})
