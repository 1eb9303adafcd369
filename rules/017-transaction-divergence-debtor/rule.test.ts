import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { rejectedPayment, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testCountedIfSettling } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { transactionDivergenceDebtor } from './rule.ts'

const probe = createRuleProbe(transactionDivergenceDebtor, configuration)
const publishedProbe = createRuleProbe(transactionDivergenceDebtor, published)

const earlier = (count: number, saturated = false): GivenFacts => ({ 'payment-count': { count, saturated } })

describe('debits of the debtor account in the last 8 hours, this one included', () => {
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
    expect(probe(settledPayment, earlier(64, true))).toEqual(['.03', 65])
  })
})

test('payments that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact payment-count')
})

test('they are those that the debtor account made in the configured window', () => {
  expect(needsOf(transactionDivergenceDebtor, configuration)).toEqual([
    { kind: 'payment-count', party: 'debtor', direction: 'sent', windowMs: 28_800_000 },
  ])
})

testCountedIfSettling(probe, earlier(2), ['.01', 3], ['.01', 2])

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(transactionDivergenceDebtor.bind({ maxQueryRange })).toHaveProperty('problems')
})
