import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { unfamiliarCreditorAccount } from './rule.ts'

const probe = createRuleProbe(unfamiliarCreditorAccount, tuned)
const before = (count: number) => ({ 'payee-history': { count, firstMs: 1, lastMs: 2 } })

test('never paid before', () => {
  expect(probe(settledPayment, { 'payee-history': null })).toEqual(['.01', 1])
})

test.each([
  [1, '.02', 2],
  [2, '.03', 3],
  [5_000_000, '.03', 5_000_001],
])('paid %d times before', (count, outcome, value) => {
  expect(probe(settledPayment, before(count))).toEqual([outcome, value])
  expect(createRuleProbe(unfamiliarCreditorAccount, published)(settledPayment, before(count))).toEqual([
    outcome,
    value,
  ])
})

testSettlingOnly(probe, before(1), ['.02', 2])

test('a history that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('payee-history')
})
