import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeDemand, newDemand } from './judge-demand.ts'
import type { Demand } from './judge-demand.ts'

const EVERY_MS = 250

interface Asking {
  readonly asked: number
  readonly admitted: number
}

/** Tenants that do the same in each of so many periods; how many are held in the end. */
function judge(demands: readonly Demand[], asking: readonly Asking[], periods = 8): number {
  let held = 0
  for (let period = 0; period < periods; period += 1) {
    for (const [index, { asked, admitted }] of asking.entries()) {
      const demand = demands[index]
      if (demand === undefined) {
        throw new RangeError('Every tenant has a demand')
      }
      Object.assign(demand, { asked, admitted, crowdedOut: asked - admitted })
    }
    held = judgeDemand(demands, EVERY_MS)
  }
  return held
}

function tenants(count: number): readonly Demand[] {
  return Array.from({ length: count }, newDemand)
}

const QUIET = { asked: 10, admitted: 10 }

describe('a tenant', () => {
  it('is held when it asks for far more than others and than there is', () => {
    const demands = tenants(4)
    expect(judge(demands, [{ asked: 300, admitted: 80 }, QUIET, QUIET, QUIET])).toBe(1)
    expect(demands.map(({ heldAbovePerMs }) => heldAbovePerMs !== undefined)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('is not held when it gets what it asks for, however much that is', () => {
    expect(judge(tenants(4), [{ asked: 300, admitted: 300 }, QUIET, QUIET, QUIET])).toBe(0)
  })

  it('is not held when nobody else asks, or all ask for the same', () => {
    expect(judge(tenants(1), [{ asked: 300, admitted: 80 }])).toBe(0)
    const same = { asked: 100, admitted: 50 }
    expect(judge(tenants(3), [same, same, same])).toBe(0)
  })

  it('is held with others that do the same', () => {
    const heavy = { asked: 150, admitted: 50 }
    expect(judge(tenants(6), [heavy, heavy, QUIET, QUIET, QUIET, QUIET])).toBe(2)
  })

  it('stays held while it asks for more than it got, and no longer', () => {
    const demands = tenants(4)
    const others = [QUIET, QUIET, QUIET]
    judge(demands, [{ asked: 300, admitted: 80 }, ...others])
    expect(judge(demands, [{ asked: 300, admitted: 5 }, ...others], 40)).toBe(1)
    // Its rate is an average of a while.
    const held = Array.from({ length: 20 }, () => judge(demands, [{ asked: 60, admitted: 5 }, ...others], 1))
    expect(held).toContain(0)
  })

  it('is free again a moment after nothing of it is refused any more', () => {
    const demands = tenants(4)
    judge(demands, [{ asked: 300, admitted: 80 }, QUIET, QUIET, QUIET])
    expect(judge(demands, [{ asked: 300, admitted: 300 }, QUIET, QUIET, QUIET], 1)).toBe(0)
  })
})

it('whoever asks, somebody is not held, and those who are ask for more than the average', () => {
  const asking = fc.array(
    fc.record({ asked: fc.nat(1_000), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    {
      maxLength: 20,
    },
  )
  fc.assert(
    fc.property(asking, (all) => {
      const demands = tenants(all.length)
      const held = judge(
        demands,
        all.map(({ asked, share }) => ({ asked, admitted: Math.floor(asked * share) })),
      )
      const mean = all.reduce((sum, { asked }) => sum + asked, 0) / Math.max(1, all.length)
      expect(held).toBeLessThan(Math.max(1, all.length))
      for (const [index, demand] of demands.entries()) {
        if (demand.heldAbovePerMs !== undefined) {
          expect(all[index]?.asked).toBeGreaterThan(mean)
        }
      }
    }),
  )
})
