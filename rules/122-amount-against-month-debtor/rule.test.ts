import type { AmountSumFact, FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { amountAgainstMonthDebtor } from './rule.ts'

const probe = createRuleProbe(amountAgainstMonthDebtor, tuned)
/** What the account sent in the window before this payment, in minor units. */
const before = (amountMinor: bigint) => ({
  'amount-sum': ({ party, direction, windowMs }: AmountSumFact): FactValues['amount-sum'] => {
    expect([party, direction, windowMs]).toEqual(['debtor', 'sent', 2_592_000_000])
    return { amountMinor: String(amountMinor), count: 1, exact: true }
  },
})

test.each([
  [100_000n, 0n, '.01', 0],
  [100_000n, 4_999n, '.01', 0.04999],
  [100_000n, 5_000n, '.02', 0.05],
  [100_000n, 19_999n, '.02', 0.19999],
  [100_000n, 20_000n, '.03', 0.2],
  [100_000n, 49_999n, '.03', 0.49999],
  [100_000n, 50_000n, '.04', 0.5],
  [100_000n, 99_999n, '.04', 0.99999],
  [100_000n, 100_000n, '.05', 1],
  [100_000n, 299_999n, '.05', 2.99999],
  [100_000n, 300_000n, '.06', 3],
  [10n ** 29n, 10n ** 30n, '.06', 10],
])('%d before and %d now', (beforeMinor, amountMinor, outcome, value) => {
  expect(probe(paymentOf(amountMinor), before(beforeMinor))).toEqual([outcome, value])
})

test('nothing was paid before', () => {
  expect(probe(settledPayment, before(0n))).toEqual(['.x01', 0])
})

testSettlingOnly(probe, before(250_150n), ['.04', 0.5])

test('a sum that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('amount-sum')
})

test.each([undefined, 0, -1, 0.5, '86400000', 7_776_000_001])(
  'a maxQueryRange of %j is refused',
  (maxQueryRange) => {
    expect(amountAgainstMonthDebtor.bind({ maxQueryRange })).toHaveProperty('problems')
  },
)
