import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { similarAmountsCreditor } from './rule.ts'

const probe = createRuleProbe(similarAmountsCreditor, configuration)
const publishedProbe = createRuleProbe(similarAmountsCreditor, published)

const earlier = (count: number, saturated = false): GivenFacts => ({
  'similar-amounts': { count, saturated, any: count > 0, earlier: true },
})

describe('credits of about this amount in the last 24 hours, this one included', () => {
  test.each<[number, string, number]>([
    [0, '.01', 1],
    [2, '.01', 3],
    [3, '.02', 4],
    [6, '.02', 7],
    [7, '.03', 8],
  ])('%d before', (count, outcome, value) => {
    expect(probe(settledPayment, earlier(count))).toEqual([outcome, value])
  })

  test.each<[number, string, number]>([
    [2, '.01', 3],
    [3, '.02', 4],
    [63, '.02', 64],
  ])('%d before, by the published bands', (count, outcome, value) => {
    expect(publishedProbe(settledPayment, earlier(count))).toEqual([outcome, value])
  })

  test('more than are remembered lie above every band edge', () => {
    expect(probe(settledPayment, earlier(64, true))).toEqual(['.03', 65])
  })
})

test('the first payment into an account exits', () => {
  const none = { count: 0, saturated: false, any: false, earlier: false }
  expect(probe(settledPayment, { 'similar-amounts': none })).toEqual(['.x01', 1])
})

test('payments that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact similar-amounts')
})

test('they are those that the creditor account was paid in the configured window', () => {
  expect(needsOf(similarAmountsCreditor, configuration)).toEqual([
    {
      kind: 'similar-amounts',
      party: 'creditor',
      direction: 'received',
      windowMs: 86_400_000,
      tolerance: 0.1,
    },
  ])
})

testSettlingOnly(probe, earlier(3), ['.02', 4])

test.each([
  {},
  { maxQueryRange: 0, tolerance: 0.1 },
  { maxQueryRange: 1e15, tolerance: 0.1 },
  { maxQueryRange: 1 },
  { maxQueryRange: 1, tolerance: -0.1 },
  { maxQueryRange: 1, tolerance: 1.1 },
])('the parameters %j are refused', (parameters) => {
  expect(similarAmountsCreditor.bind(parameters)).toHaveProperty('problems')
})
