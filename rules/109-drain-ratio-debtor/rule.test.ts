import type { AmountSumFact, FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { drainRatioDebtor } from './rule.ts'

const probe = createRuleProbe(drainRatioDebtor, tuned)
const HOUR_MS = 3_600_000

/** What went out in three hours and came in in thirty days, in minor units. */
const sums = (sentMinor: bigint, receivedMinor: bigint) => ({
  'amount-sum': ({ direction, windowMs }: AmountSumFact): FactValues['amount-sum'] => {
    expect(windowMs).toBe(direction === 'sent' ? 3 * HOUR_MS : 720 * HOUR_MS)
    return {
      amountMinor: String(direction === 'sent' ? sentMinor : receivedMinor),
      count: 1,
      exact: true,
    }
  },
})

test.each([
  [100_000n, 70_000n, 200_000n, '.03', 0.85],
  [0n, 79_999n, 200_000n, '.01', 0.399995],
  [0n, 80_000n, 200_000n, '.02', 0.4],
  [100_000n, 59_999n, 200_000n, '.02', 0.799995],
  [100_000n, 60_000n, 200_000n, '.03', 0.8],
  [0n, 10n ** 30n, 10n ** 29n, '.03', 10],
])('%d before and %d now, of %d', (sentMinor, amountMinor, receivedMinor, outcome, value) => {
  expect(probe(paymentOf(amountMinor), sums(sentMinor, receivedMinor))).toEqual([outcome, value])
})

test('nothing came in', () => {
  expect(probe(settledPayment, sums(1n, 0n))).toEqual(['.x01', 0])
})

testSettlingOnly(probe, sums(0n, 250_150n), ['.02', 0.5])

test('sums that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('amount-sum')
})

test.each([
  {},
  { debitWindowMs: 1 },
  { debitWindowMs: 1, creditWindowMs: 0 },
  { debitWindowMs: 0.5, creditWindowMs: 1 },
  { debitWindowMs: 1, creditWindowMs: 7_776_000_001 },
])('%j is refused', (parameters) => {
  expect(drainRatioDebtor.bind(parameters)).toHaveProperty('problems')
})
