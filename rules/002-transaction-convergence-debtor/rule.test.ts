import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { transactionConvergenceDebtor } from './rule.ts'

const probe = createRuleProbe(transactionConvergenceDebtor, configuration)
const publishedProbe = createRuleProbe(transactionConvergenceDebtor, published)

const earlier = (count: number, saturated = false): GivenFacts => ({ 'payment-count': { count, saturated } })

describe('credits of the debtor account in the last 24 hours', () => {
  test.each<[number, string, number]>([
    [0, '.01', 0],
    [3, '.01', 3],
    [4, '.01', 4],
    [5, '.02', 5],
    [9, '.02', 9],
    [10, '.03', 10],
  ])('%d before', (count, outcome, value) => {
    expect(probe(settledPayment, earlier(count))).toEqual([outcome, value])
  })

  test.each<[number, string, number]>([
    [3, '.01', 3],
    [4, '.01', 4],
    [5, '.02', 5],
    [64, '.02', 64],
  ])('%d before, by the published bands', (count, outcome, value) => {
    expect(publishedProbe(settledPayment, earlier(count))).toEqual([outcome, value])
  })
  test('more than are remembered lie above every band edge', () => {
    expect(probe(settledPayment, earlier(64, true))).toEqual(['.03', 64])
  })
})

test('payments that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact payment-count')
})

test('they are those that the debtor account was paid in the configured window', () => {
  expect(needsOf(transactionConvergenceDebtor, configuration)).toEqual([
    { kind: 'payment-count', party: 'debtor', direction: 'received', windowMs: 86_400_000 },
  ])
})

testAnyStatus(probe, earlier(3), ['.01', 3])

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(transactionConvergenceDebtor.bind({ maxQueryRange })).toHaveProperty('problems')
})
