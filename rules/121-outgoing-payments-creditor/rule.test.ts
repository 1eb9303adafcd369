import type { PaymentCountFact } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { outgoingPaymentsCreditor } from './rule.ts'

const probe = createRuleProbe(outgoingPaymentsCreditor, tuned)
/** Payments that the creditor account made in 30 days. */
const made = (count: number) => ({
  'payment-count': ({ party, direction, windowMs }: PaymentCountFact) => {
    expect([party, direction, windowMs]).toEqual(['creditor', 'sent', 2_592_000_000])
    return { count, saturated: count >= 64 }
  },
})

test.each([
  [0, '.01'],
  [1, '.02'],
  [2, '.02'],
  [3, '.03'],
  [9, '.03'],
  [10, '.04'],
  [29, '.04'],
  [30, '.05'],
  [64, '.05'],
])('%d payments', (count, outcome) => {
  expect(probe(settledPayment, made(count))).toEqual([outcome, count])
})

testSettlingOnly(probe, made(5), ['.03', 5])

test('a count that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('payment-count')
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(outgoingPaymentsCreditor.bind({ maxQueryRange })).toHaveProperty('problems')
})
