import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { waitPreference } from './wait-preference.ts'

const MAX_MS = 10_000

describe('waitPreference', () => {
  it('is what was asked for, to the millisecond, up to the most that is allowed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), fc.nat({ max: 60_000 }), (askedMs, maxMs) => {
        const waitMs = Math.min(askedMs, maxMs)
        expect(waitPreference(`wait=${askedMs / 1_000}`, maxMs)).toEqual({
          waitMs,
          applied: `wait=${waitMs / 1_000}`,
        })
      }),
    )
  })

  it('tells back what it would be told the same again for', () => {
    const seconds = fc.oneof(
      fc.nat().map(String),
      fc.string({ unit: fc.constantFrom(...'0123456789.'.split('')), minLength: 1, maxLength: 400 }),
    )
    fc.assert(
      fc.property(seconds, (text) => {
        const preference = waitPreference(`wait=${text}`, MAX_MS)
        if (preference !== undefined) {
          expect(preference.applied).toMatch(/^wait=\d+(\.\d{1,3})?$/)
          expect(waitPreference(preference.applied, MAX_MS)).toEqual(preference)
        }
      }),
    )
  })

  it.each([
    ['wait=5', 5_000],
    ['handling=lenient, Wait="0.3"; x=1', 300],
    ['wait=0', 0],
    ['wait=0.0004', 0],
    ['wait=007', 7_000],
    [`wait=${'9'.repeat(400)}`, MAX_MS],
    ['wait', undefined],
    ['wait=', undefined],
    ['wait=-1', undefined],
    ['wait=+1', undefined],
    ['wait=1e3', undefined],
    ['wait=.5', undefined],
    ['wait=5.', undefined],
    ['wait=" 5"', undefined],
    ['wait=soon, wait=5', undefined],
    ['await=5', undefined],
    ['', undefined],
  ])('%s', (header, waitMs) => {
    expect(waitPreference(header, MAX_MS)?.waitMs).toBe(waitMs)
  })
})
