import { exit, measure } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { intervalCounts, measureActivityIncrease } from './activity-increase.ts'

const usual = { current: 8, intervals: 7, mean: 2, standardDeviation: 2 }

describe('standard deviations above the mean, this payment included', () => {
  test.each([
    [8, 3.5],
    [7, 3],
    [1, 0],
    [0, -0.5],
  ])('%d before in this interval', (current, value) => {
    expect(measureActivityIncrease({ ...usual, current }, {})).toEqual(measure(value))
  })

  test('a floor holds where the intervals hardly differed', () => {
    const regular = { ...usual, standardDeviation: 0.5 }
    expect(measureActivityIncrease(regular, { standardDeviationFloor: 1 })).toEqual(measure(7))
    expect(measureActivityIncrease(regular, { standardDeviationFloor: 0.1 })).toEqual(measure(14))
  })

  test('counts are taken to vary by the square root of their mean, where that is asked for', () => {
    const frequent = { ...usual, current: 23, mean: 16 }
    expect(measureActivityIncrease(frequent, { poissonFloor: true })).toEqual(measure(2))
    expect(measureActivityIncrease(frequent, { poissonFloor: false })).toEqual(measure(4))
  })
})

describe('exits', () => {
  test.each([
    [1, {}, '.x01'],
    [13, { minIntervals: 14 }, '.x01'],
  ])('%d intervals under %j', (intervals, parameters, ref) => {
    expect(measureActivityIncrease({ ...usual, intervals }, parameters)).toEqual(exit(ref))
  })

  test.each([
    [5, '.x03', 2],
    [3, '.x04', 0],
    [2, '.x04', -1],
  ])('%d before, where every interval had 4', (current, ref, difference) => {
    const constant = { current, intervals: 3, mean: 4, standardDeviation: 0 }
    expect(measureActivityIncrease(constant, {})).toEqual(exit(ref, difference))
  })

  test('an account that was silent in every interval has no usual number, but for a floor', () => {
    const silent = { current: 0, intervals: 14, mean: 0, standardDeviation: 0 }
    expect(measureActivityIncrease(silent, { poissonFloor: true })).toEqual(exit('.x03', 1))
    expect(measureActivityIncrease(silent, { standardDeviationFloor: 1, poissonFloor: true })).toEqual(
      measure(1),
    )
  })
})

test.each([
  [{ ...usual, mean: Number.NaN }],
  [{ ...usual, standardDeviation: Number.POSITIVE_INFINITY }],
  [{ ...usual, current: Number.NaN }],
])('%j cannot be told', (counts) => {
  expect(() => measureActivityIncrease(counts, {})).toThrow('no finite number')
})

test('ninety intervals are compared, unless fewer are asked for', () => {
  const side = { party: 'debtor', direction: 'sent' } as const
  const fact = { kind: 'interval-counts', ...side, intervalMs: 86_400_000 }
  const parameters = { evaluationIntervalTime: 86_400_000 }
  expect(intervalCounts(side, parameters)).toEqual({ ...fact, intervalsMax: 90 })
  expect(intervalCounts(side, { ...parameters, maxIntervals: 30 })).toEqual({ ...fact, intervalsMax: 30 })
})
