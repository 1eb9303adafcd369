import { exit, measure } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { measureAmountDeviation } from './amount-deviation.ts'

const usual = { count: 10, mean: 15_000, standardDeviation: 4_000 }

describe('standard deviations above the mean', () => {
  test.each([
    [15_000n, 0],
    [27_000n, 3],
    [26_999n, 2.99975],
    [7_000n, -2],
  ])('an amount of %d', (amountMinor, value) => {
    expect(measureAmountDeviation(amountMinor, usual, {})).toEqual(measure(value))
  })

  test('on the scale of logarithms ten times as much is one', () => {
    const logarithms = { count: 10, mean: 3, standardDeviation: 0.5 }
    expect(measureAmountDeviation(10_000n, logarithms, { scale: 'log10' })).toEqual(measure(2))
  })

  test('the floor holds where the amounts hardly differed', () => {
    const regular = { count: 10, mean: 15_000, standardDeviation: 1 }
    expect(measureAmountDeviation(15_200n, regular, { standardDeviationFloor: 100 })).toEqual(measure(2))
  })
})

describe('exits', () => {
  test.each([
    [1, {}, '.x01'],
    [9, { minimumNumberOfTransactions: 10 }, '.x01'],
  ])('%d earlier payments under %j', (count, parameters, ref) => {
    expect(measureAmountDeviation(1n, { ...usual, count }, parameters)).toEqual(exit(ref))
  })

  test.each([
    [15_001n, '.x03'],
    [15_000n, '.x04'],
    [14_999n, '.x04'],
  ])('%d, where all were equal', (amountMinor, ref) => {
    expect(measureAmountDeviation(amountMinor, { ...usual, standardDeviation: 0 }, {})).toEqual(exit(ref))
  })
})

test.each([
  [0n, usual, { scale: 'log10' as const }],
  [1n, { ...usual, mean: Number.NaN }, {}],
  [1n, { ...usual, standardDeviation: Number.POSITIVE_INFINITY }, {}],
])('an amount of %d against %j cannot be told', (amountMinor, statistics, parameters) => {
  expect(() => measureAmountDeviation(amountMinor, statistics, parameters)).toThrow('no finite number')
})
