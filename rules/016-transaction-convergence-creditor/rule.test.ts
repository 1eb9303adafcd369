import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { rejectedPayment, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testCountedIfSettling } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { transactionConvergenceCreditor } from './rule.ts'

const probe = createRuleProbe(transactionConvergenceCreditor, configuration)
const publishedProbe = createRuleProbe(transactionConvergenceCreditor, published)

const earlier = (count: number, saturated = false): GivenFacts => ({ 'payment-count': { count, saturated } })

describe('credits of the creditor account in the last 24 hours, this one included', () => {
  test.each<[number, string, number]>([
    [0, '.01', 1],
    [3, '.01', 4],
    [4, '.02', 5],
    [8, '.02', 9],
    [9, '.03', 10],
    [23, '.03', 24],
    [24, '.04', 25],
  ])('%d before', (count, outcome, value) => {
    expect(probe(settledPayment, earlier(count))).toEqual([outcome, value])
  })

  test.each<[number, string, number]>([
    [3, '.01', 4],
    [4, '.02', 5],
    [64, '.02', 65],
  ])('%d before, by the published bands', (count, outcome, value) => {
    expect(publishedProbe(settledPayment, earlier(count))).toEqual([outcome, value])
  })

  test('a rejected payment is not one of them', () => {
    expect(publishedProbe(rejectedPayment, earlier(4))).toEqual(['.01', 4])
  })
  test('more than are remembered lie above every band edge', () => {
    expect(probe(settledPayment, earlier(64, true))).toEqual(['.04', 65])
  })
})

test('payments that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact payment-count')
})

test('they are those that the creditor account was paid in the configured window', () => {
  expect(needsOf(transactionConvergenceCreditor, configuration)).toEqual([
    { kind: 'payment-count', party: 'creditor', direction: 'received', windowMs: 86_400_000 },
  ])
})

testCountedIfSettling(probe, earlier(2), ['.01', 3], ['.01', 2])

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(transactionConvergenceCreditor.bind({ maxQueryRange })).toHaveProperty('problems')
})
