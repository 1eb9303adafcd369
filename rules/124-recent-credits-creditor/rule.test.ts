import type { AmountSumFact, FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { recentCreditsCreditor } from './rule.ts'

const probe = createRuleProbe(recentCreditsCreditor, tuned)
/** What the account received in the window before this payment, in minor units. */
const before = (amountMinor: bigint) => ({
  'amount-sum': ({ party, direction, windowMs }: AmountSumFact): FactValues['amount-sum'] => {
    expect([party, direction, windowMs]).toEqual(['creditor', 'received', 86_400_000])
    return { amountMinor: String(amountMinor), count: 1, exact: true }
  },
})

test.each([
  [0n, 100_000n, '.01', 0],
  [1n, 1_000_000n, '.02', 0.000001],
  [49_999n, 100_000n, '.02', 0.49999],
  [50_000n, 100_000n, '.03', 0.5],
  [199_999n, 100_000n, '.03', 1.99999],
  [200_000n, 100_000n, '.04', 2],
  [599_999n, 100_000n, '.04', 5.99999],
  [600_000n, 100_000n, '.05', 6],
  [10n ** 30n, 10n ** 30n, '.03', 1],
])('%d before and %d now', (beforeMinor, amountMinor, outcome, value) => {
  expect(probe(paymentOf(amountMinor), before(beforeMinor))).toEqual([outcome, value])
})

test('a payment of nothing is an error, whatever came in', () => {
  expect(() => probe(paymentOf(0n), before(0n))).toThrow(RangeError)
  expect(() => probe(paymentOf(0n), before(1n))).toThrow(RangeError)
})

testSettlingOnly(probe, before(125_075n), ['.03', 1])

test('a sum that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('amount-sum')
})

test.each([undefined, 0, -1, 0.5, '86400000', 7_776_000_001])(
  'a maxQueryRange of %j is refused',
  (maxQueryRange) => {
    expect(recentCreditsCreditor.bind({ maxQueryRange })).toHaveProperty('problems')
  },
)
