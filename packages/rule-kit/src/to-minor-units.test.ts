import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMinorUnits } from './to-minor-units.ts'

/** A JSON number carries 15 significant decimal digits without loss (IEEE 754 binary64). */
const EXACT_MAX = 999_999_999_999_999n

function decimalText(amountMinor: bigint, exponent: number): string {
  const digits = amountMinor.toString().padStart(exponent + 1, '0')
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

describe('toMinorUnits', () => {
  it.each([
    [0, 2, 0n],
    [-0, 2, 0n],
    [1250.75, 2, 125075n],
    [0.1, 2, 10n],
    [1.005, 2, 101n],
    [1.004999, 2, 100n],
    [0.005, 2, 1n],
    [0.0049, 2, 0n],
    [0.995, 2, 100n],
    [999.995, 2, 100_000n],
    [1e-7, 2, 0n],
    [5e-324, 4, 0n],
    [1.5e-7, 7, 2n],
    [0.5, 0, 1n],
    [0.4, 0, 0n],
    [4750, 0, 4750n],
    [1.2345, 3, 1235n],
    [1.23, 4, 12300n],
    [9_999_999_999_999_998, 2, 999_999_999_999_999_800n],
    [1e21, 2, 100_000_000_000_000_000_000_000n],
    [1.5e22, 0, 15_000_000_000_000_000_000_000n],
  ])('reads %d with %d digits as %d', (amountMajor, exponent, expected) => {
    expect(toMinorUnits(amountMajor, exponent)).toBe(expected)
  })

  it.each([-1, -0.01, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (amountMajor) => {
    expect(() => toMinorUnits(amountMajor, 2)).toThrow(RangeError)
  })

  it('gives back every count of minor units that a JSON number can say', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: EXACT_MAX }),
        fc.constantFrom(0, 2, 3, 4),
        (amountMinor, exponent) => {
          const amountMajor = Number(decimalText(amountMinor, exponent))
          expect(toMinorUnits(amountMajor, exponent)).toBe(amountMinor)
        },
      ),
    )
  })

  it('does not drift: adding in minor units equals adding the decimal texts', () => {
    const cents = fc.array(fc.bigInt({ min: 0n, max: 1_000_000_000n }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(cents, (amounts) => {
        const sum = amounts.reduce((total, amount) => total + amount, 0n)
        const read = amounts.map((amount) => toMinorUnits(Number(decimalText(amount, 2)), 2))
        expect(read.reduce((total, amount) => total + amount, 0n)).toBe(sum)
      }),
    )
  })

  it('rounds half up by decimal digits, whatever the binary fraction', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 1_000_000_000_000n }),
        fc.integer({ min: 0, max: 9 }),
        (tenths, lastDigit) => {
          const amountMajor = Number(`${decimalText(tenths, 2)}${lastDigit}`)
          expect(toMinorUnits(amountMajor, 2)).toBe(tenths + (lastDigit >= 5 ? 1n : 0n))
        },
      ),
    )
  })
})
