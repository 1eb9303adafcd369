import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ratioOf } from './ratio-of.ts'

const amount = fc.bigInt({ min: 1n, max: 10n ** 38n })

test.each([
  [3n, 2n, 1.5],
  [0n, 7n, 0],
  [1n, 3n, 1 / 3],
  [3n * 10n ** 30n, 2n * 10n ** 30n, 1.5],
])('%d in units of %d is %d', (left, right, ratio) => {
  expect(ratioOf(left, right)).toBe(ratio)
})

test('what both are multiplied by makes no difference', () => {
  const part = fc.bigInt({ min: 1n, max: 10_000n })
  fc.assert(
    fc.property(part, part, amount, (left, right, factor) => {
      expect(ratioOf(left * factor, right * factor)).toBe(Number(left) / Number(right))
    }),
  )
})

test('a larger amount never has a smaller ratio', () => {
  fc.assert(
    fc.property(amount, amount, amount, (left, more, divisor) => {
      const [smaller, larger] = [ratioOf(left, divisor), ratioOf(left + more, divisor)]
      // Two shortened fractions may be off by a bit each.
      expect(larger).toBeGreaterThanOrEqual(smaller * (1 - 4 * Number.EPSILON))
    }),
  )
})

test.each([0n, -1n])('there is no ratio to %d', (divisor) => {
  expect(() => ratioOf(1n, divisor)).toThrow(RangeError)
})
