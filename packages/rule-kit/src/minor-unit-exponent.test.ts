import { describe, expect, it } from 'vitest'
import { minorUnitExponent } from './minor-unit-exponent.ts'

describe('minorUnitExponent', () => {
  it.each([
    ['JPY', 0],
    ['KRW', 0],
    ['XPF', 0],
    ['IDR', 2],
    ['EUR', 2],
    ['HUF', 2],
    ['IQD', 3],
    ['KWD', 3],
    ['CLF', 4],
    ['UYW', 4],
    ['MELATI POINTS', 2],
    ['', 2],
    ['constructor', 2],
  ])('%s has %d digits', (currency, exponent) => {
    expect(minorUnitExponent(currency)).toBe(exponent)
  })
})
