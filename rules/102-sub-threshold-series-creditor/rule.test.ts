import { expect, test } from 'vitest'
import regulatoryThreshold from '../091-regulatory-threshold/config.default.json' with { type: 'json' }
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { subThresholdSeriesCreditor } from './rule.ts'

const probe = createRuleProbe(subThresholdSeriesCreditor, tuned)
const series = (count: number, near = true) => ({
  'near-threshold': { count, saturated: count >= 64, near },
})

test.each([
  [0, '.02', 1],
  [1, '.03', 2],
  [2, '.04', 3],
  [3, '.04', 4],
  [4, '.05', 5],
  [64, '.05', 64],
])('after %d just below the threshold, one more', (count, outcome, value) => {
  expect(probe(settledPayment, series(count))).toEqual([outcome, value])
})

test.each([0, 1, 5, 64])('after %d, one that is not', (count) => {
  expect(probe(settledPayment, series(count, false))).toEqual(['.01', 0])
})

test('no threshold for the currency', () => {
  expect(probe(settledPayment, { 'near-threshold': null })).toEqual(['.x02', 0])
})

testSettlingOnly(probe, series(2), ['.04', 3])

test('payments that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('near-threshold')
})

test('the thresholds are those of rule 091', () => {
  expect(tuned.config.parameters.thresholds).toEqual(regulatoryThreshold.config.parameters.thresholds)
})

const sound = { maxQueryRange: 1, minimumShare: 0.8, thresholds: { USD: 10_000 } }

test('the test of what is refused begins from something that is not', () => {
  expect(subThresholdSeriesCreditor.bind(sound)).toHaveProperty('rule')
})

test.each([
  { maxQueryRange: 0 },
  { minimumShare: 0.49 },
  { minimumShare: 1 },
  { thresholds: {} },
  { thresholds: undefined },
  { thresholds: { USD: -1 } },
])('%j is refused', (changes) => {
  expect(subThresholdSeriesCreditor.bind({ ...sound, ...changes })).toHaveProperty('problems')
})
