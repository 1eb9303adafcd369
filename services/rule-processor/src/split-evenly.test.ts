import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitEvenly } from './split-evenly.ts'

describe('splitEvenly', () => {
  it.each([
    [0, 4, 8, [0]],
    [7, 4, 8, [7]],
    [16, 4, 8, [8, 8]],
    [17, 4, 8, [8, 9]],
    [100, 4, 8, [25, 25, 25, 25]],
  ])('divides %i items among at most %i parts of at least %i', (count, partsMax, sizeMin, sizes) => {
    const items = Array.from({ length: count }, (_, index) => index)
    expect(splitEvenly(items, partsMax, sizeMin).map((part) => part.length)).toEqual(sizes)
  })

  it('keeps every item, in its order', () => {
    const sizes = fc.integer({ min: 1, max: 20 })
    fc.assert(
      fc.property(fc.array(fc.nat()), sizes, sizes, (items, partsMax, sizeMin) => {
        const parts = splitEvenly(items, partsMax, sizeMin)
        expect(parts.flat()).toEqual(items)
        expect(parts.length).toBeLessThanOrEqual(partsMax)
        const lengths = parts.map((part) => part.length)
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
