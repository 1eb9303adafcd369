import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ratioOf } from './ratio-of.ts'

test.each([
  [800_000n, 1_000_000n, 0.8],
  [799_999n, 1_000_000n, 0.799999],
  [0n, 7n, 0],
  [9_500_000_000_000_000_001n, 10_000_000_000_000_000_000n, 0.95],
])('%d of %d', (numerator, denominator, ratio) => {
  expect(ratioOf(numerator, denominator)).toBe(ratio)
})

test('a smaller amount never has a larger share', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), fc.bigInt(1n, 10n ** 15n), (amount, whole) => {
      expect(ratioOf(amount, whole)).toBeLessThanOrEqual(ratioOf(amount + 1n, whole))
    }),
  )
})

test.each([0n, -1n])('a denominator of %d is an error', (denominator) => {
  expect(() => ratioOf(1n, denominator)).toThrow('A ratio needs a positive denominator')
})
