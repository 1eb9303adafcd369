import type { AmountSumFact, FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { recentCreditsDebtor } from './rule.ts'

const probe = createRuleProbe(recentCreditsDebtor, tuned)
/** What the account received in the window before this payment, in minor units. */
const before = (amountMinor: bigint) => ({
  'amount-sum': ({ party, direction, windowMs }: AmountSumFact): FactValues['amount-sum'] => {
    expect([party, direction, windowMs]).toEqual(['debtor', 'received', 86_400_000])
    return { amountMinor: String(amountMinor), count: 1, exact: true }
  },
})

test.each([
  [0n, 100_000n, '.01', 0],
  [1n, 1_000_000n, '.02', 0.000001],
  [49_999n, 100_000n, '.02', 0.49999],
  [50_000n, 100_000n, '.03', 0.5],
  [94_999n, 100_000n, '.03', 0.94999],
  [95_000n, 100_000n, '.04', 0.95],
  [129_999n, 100_000n, '.04', 1.29999],
  [130_000n, 100_000n, '.05', 1.3],
  [299_999n, 100_000n, '.05', 2.99999],
  [300_000n, 100_000n, '.06', 3],
  [10n ** 30n, 10n ** 30n, '.04', 1],
])('%d before and %d now', (beforeMinor, amountMinor, outcome, value) => {
  expect(probe(paymentOf(amountMinor), before(beforeMinor))).toEqual([outcome, value])
})

test('a payment of nothing is an error, whatever came in', () => {
  expect(() => probe(paymentOf(0n), before(0n))).toThrow(RangeError)
  expect(() => probe(paymentOf(0n), before(1n))).toThrow(RangeError)
})

testSettlingOnly(probe, before(125_075n), ['.04', 1])

test('a sum that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('amount-sum')
})

test.each([undefined, 0, -1, 0.5, '86400000', 7_776_000_001])(
  'a maxQueryRange of %j is refused',
  (maxQueryRange) => {
    expect(recentCreditsDebtor.bind({ maxQueryRange })).toHaveProperty('problems')
  },
)
