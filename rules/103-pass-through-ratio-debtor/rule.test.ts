import type { AmountSumFact, FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { passThroughRatioDebtor } from './rule.ts'

const probe = createRuleProbe(passThroughRatioDebtor, tuned)

/** What went out and came in before, in minor units. */
const sums = (sentMinor: bigint, receivedMinor: bigint) => ({
  'amount-sum': ({ direction }: AmountSumFact): FactValues['amount-sum'] => ({
    amountMinor: String(direction === 'sent' ? sentMinor : receivedMinor),
    count: 1,
    exact: true,
  }),
})

test.each([
  [0n, 49_999n, 100_000n, '.01', 0.49999],
  [0n, 50_000n, 100_000n, '.02', 0.5],
  [40_000n, 50_000n, 100_000n, '.03', 0.9],
  [40_000n, 39_999n, 100_000n, '.02', 0.79999],
  [40_000n, 40_000n, 100_000n, '.03', 0.8],
  [59_999n, 50_000n, 100_000n, '.03', 1.09999],
  [60_000n, 50_000n, 100_000n, '.04', 1.1],
  [0n, 0n, 1n, '.01', 0],
  [9n * 10n ** 30n, 2n * 10n ** 30n, 10n ** 31n, '.04', 1.1],
])('%d before and %d now, of %d', (sentMinor, amountMinor, receivedMinor, outcome, value) => {
  expect(probe(paymentOf(amountMinor), sums(sentMinor, receivedMinor))).toEqual([outcome, value])
})

test('nothing came in', () => {
  expect(probe(settledPayment, sums(0n, 0n))).toEqual(['.x01', 0])
  expect(probe(settledPayment, sums(50_000n, 0n))).toEqual(['.x01', 0])
})

testSettlingOnly(probe, sums(0n, 250_150n), ['.02', 0.5])

test('sums that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('amount-sum')
})

test.each([undefined, 0, -1, 0.5, '86400000', 7_776_000_001])(
  'a maxQueryRange of %j is refused',
  (maxQueryRange) => {
    expect(passThroughRatioDebtor.bind({ maxQueryRange })).toHaveProperty('problems')
  },
)
