import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Band } from '../configuration/rule-configuration.ts'
import { selectBand } from '../outcome/select-band.ts'
import { nearBands } from './near-bands.ts'

/** Sound bands: sorted edges, no gap, open at both ends. */
function bandsOf(edges: readonly number[]): readonly Band[] {
  const limits: readonly (number | undefined)[] = [undefined, ...edges, undefined]
  return limits.slice(1).map((upperLimit, index) => {
    const lowerLimit = limits[index]
    return {
      subRuleRef: `.0${index + 1}`,
      reason: `band ${index}`,
      ...(lowerLimit === undefined ? {} : { lowerLimit }),
      ...(upperLimit === undefined ? {} : { upperLimit }),
    }
  })
}

/** How far a value is from the nearest value that another band holds, by looking at every band. */
function distanceTo(band: Band, value: number): number {
  const { lowerLimit = Number.NEGATIVE_INFINITY, upperLimit = Number.POSITIVE_INFINITY } = band
  return Math.max(0, lowerLimit - value, value - upperLimit)
}

const edges = fc
  .uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 0, maxLength: 6 })
  .map((values) => values.toSorted((left, right) => left - right))

test('the first near band is the nearest of all bands, and its limit leads there', () => {
  fc.assert(
    fc.property(edges, fc.integer({ min: -60, max: 60 }), (limits, value) => {
      const bands = bandsOf(limits)
      const index = bands.findIndex((band) => band === selectBand(bands, value))
      const near = nearBands(bands, index, value, String)
      const others = bands.filter((_band, each) => each !== index)
      expect(near).toHaveLength(
        Math.min(2, others.length, (index > 0 ? 1 : 0) + (index < bands.length - 1 ? 1 : 0)),
      )
      const [nearest] = near
      if (nearest === undefined) {
        expect(others).toEqual([])
        return
      }
      expect(nearest.distance).toBe(Math.min(...others.map((band) => distanceTo(band, value))))
      for (const { side, limit, outcome, distance } of near) {
        expect(distance).toBe(Math.abs(limit - value))
        // On the named side of the limit the outcome is the named one, and on the other it is not.
        const [inside, outside] = side === 'below' ? [limit - 0.5, limit] : [limit, limit - 0.5]
        expect(selectBand(bands, inside)?.subRuleRef).toBe(outcome)
        expect(selectBand(bands, outside)?.subRuleRef).not.toBe(outcome)
      }
    }),
  )
})

test('of two bands as near as each other, the one above comes first', () => {
  const near = nearBands(bandsOf([0, 10]), 1, 5, (limit) => `${limit} EUR`)
  expect(near.map(({ outcome, inWords }) => [outcome, inWords])).toEqual([
    ['.03', 'at 10 EUR or more'],
    ['.01', 'below 0 EUR'],
  ])
})
