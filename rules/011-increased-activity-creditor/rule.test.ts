import type { FactValues } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { increasedActivityCreditor } from './rule.ts'

const probe = createRuleProbe(increasedActivityCreditor, configuration)
const publishedProbe = createRuleProbe(increasedActivityCreditor, published)

type Counts = FactValues['interval-counts']

/** Before this payment, in the current interval and in those before it. */
const counts = (current: number, usual: Partial<Counts> = {}): GivenFacts => ({
  'interval-counts': { current, intervals: 14, mean: 4, standardDeviation: 2, ...usual },
})

describe('how far the number of payments, this one included, is above the usual one', () => {
  test.each<[number, string, number]>([
    [0, '.01', -1.5],
    [3, '.01', 0],
    [8, '.01', 2.5],
    [9, '.02', 3],
    [12, '.02', 4.5],
    [13, '.03', 5],
  ])('%d before in this interval', (current, outcome, value) => {
    expect(probe(settledPayment, counts(current))).toEqual([outcome, value])
    expect(publishedProbe(settledPayment, counts(current))).toEqual([outcome, value])
  })

  test('one payment more decides between two bands', () => {
    const steady = { mean: 100, standardDeviation: 100 }
    expect(probe(settledPayment, counts(398, steady))).toEqual(['.01', 2.99])
    expect(probe(settledPayment, counts(399, steady))).toEqual(['.02', 3])
    expect(probe(settledPayment, counts(598, steady))).toEqual(['.02', 4.99])
    expect(probe(settledPayment, counts(599, steady))).toEqual(['.03', 5])
  })

  test('by the published configuration a steady account is judged by its own deviation, however small', () => {
    // 2, 3, 1, 2, 2, 4 and 0 payments in seven intervals.
    const usual = { intervals: 7, mean: 2, standardDeviation: Math.sqrt(10 / 6) }
    const [outcome, value] = publishedProbe(settledPayment, counts(8, usual))
    expect([outcome, value.toFixed(2)]).toEqual(['.03', '5.42'])
    expect(probe(settledPayment, counts(8, { ...usual, intervals: 14 }))[0]).toBe('.02')
  })

  test('by default a steady account is judged by what chance allows', () => {
    const steady = { mean: 0.04, standardDeviation: 0.01 }
    expect(probe(settledPayment, counts(3, steady))).toEqual(['.02', 3.96])
    expect(probe(settledPayment, counts(25, { mean: 16, standardDeviation: 0.1 }))).toEqual(['.01', 2.5])
  })
})

describe('exits', () => {
  test('with too few intervals', () => {
    expect(probe(settledPayment, counts(99, { intervals: 13 }))).toEqual(['.x01', 0])
    expect(publishedProbe(settledPayment, counts(99, { intervals: 1 }))).toEqual(['.x01', 0])
    expect(publishedProbe(settledPayment, counts(99, { intervals: 2 }))).toEqual(['.03', 48])
  })

  test('with no history', () => {
    const none = { intervals: 0, mean: 0, standardDeviation: 0 }
    expect(probe(settledPayment, counts(0, none))).toEqual(['.x01', 0])
    expect(publishedProbe(settledPayment, counts(0, none))).toEqual(['.x01', 0])
  })

  test.each<[number, string, number]>([
    [5, '.x03', 2],
    [4, '.x03', 1],
    [3, '.x04', 0],
    [0, '.x04', -3],
  ])('%d before, where every interval had 4: by the published configuration', (current, outcome, value) => {
    const constant = { intervals: 3, mean: 4, standardDeviation: 0 }
    expect(publishedProbe(settledPayment, counts(current, constant))).toEqual([outcome, value])
  })
})

test('numbers that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact interval-counts')
})

test('they are those of what the creditor account received', () => {
  const fact = { kind: 'interval-counts', party: 'creditor', direction: 'received', intervalsMax: 90 }
  expect(needsOf(increasedActivityCreditor, configuration)).toEqual([{ ...fact, intervalMs: 86_400_000 }])
  expect(needsOf(increasedActivityCreditor, published)).toEqual([{ ...fact, intervalMs: 2_592_000_000 }])
})

testSettlingOnly(probe, counts(9), ['.02', 3])

test.each([
  {},
  { evaluationIntervalTime: 0 },
  { evaluationIntervalTime: 3_600_000 },
  { evaluationIntervalTime: 86_400_001 },
  { evaluationIntervalTime: 31 * 86_400_000 },
  { evaluationIntervalTime: 86_400_000, minIntervals: 1 },
  { evaluationIntervalTime: 86_400_000, maxIntervals: 91 },
  { evaluationIntervalTime: 86_400_000, standardDeviationFloor: -1 },
])('the parameters %j are refused', (parameters) => {
  expect(increasedActivityCreditor.bind(parameters)).toHaveProperty('problems')
})
