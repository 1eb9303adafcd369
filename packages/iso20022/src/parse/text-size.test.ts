import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exceedsUtf8Size } from './text-size.ts'

describe('exceedsUtf8Size', () => {
  it('agrees with the encoder on any text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\u07ff', '\u0800', '\uffff') })
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 60 }), (value, sizeBytes) => {
        expect(exceedsUtf8Size(value, sizeBytes)).toBe(Buffer.byteLength(value) > sizeBytes)
      }),
      { numRuns: 1_000 },
    )
  })
})
