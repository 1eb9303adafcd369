import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { timeSinceLastPayment } from './rule.ts'

const probe = createRuleProbe(timeSinceLastPayment, tuned)
const parity = createRuleProbe(timeSinceLastPayment, published)
const ago = (ageMs: number) => ({
  'latest-payments': [
    {
      atMs: settledPayment.occurredAtMs - ageMs,
      amountMinor: '100',
      currency: 'USD',
      sameCounterparty: false,
    },
  ],
})

test.each([
  [0, '.01', 0],
  [45_000, '.01', 45_000],
  [59_999, '.01', 59_999],
  [60_000, '.02', 60_000],
  [299_999, '.02', 299_999],
  [300_000, '.03', 300_000],
  [400 * 86_400_000, '.03', 34_560_000_000],
])('%d ms ago, in whatever currency', (ageMs, outcome, value) => {
  expect(probe(settledPayment, ago(ageMs))).toEqual([outcome, value])
  expect(parity(settledPayment, ago(ageMs))).toEqual([outcome, value])
})

test('the first payment', () => {
  expect(probe(settledPayment, { 'latest-payments': [] })).toEqual(['.x01', 0])
})

testAnyStatus(probe, ago(45_000), ['.01', 45_000])

test('a payment that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('latest-payments')
})
