import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { reactivationDebtor } from './rule.ts'

const DAY_MS = 86_400_000
const probe = createRuleProbe(reactivationDebtor, tuned)
const silence = (lengthMs: number, ongoing = false) => ({ silence: { lengthMs, ongoing } })

test.each([
  [0, '.01'],
  [60 * DAY_MS - 1, '.01'],
  [60 * DAY_MS, '.02'],
  [90 * DAY_MS - 1, '.02'],
  [90 * DAY_MS, '.03'],
  [120 * DAY_MS, '.03'],
])('a silence of %d ms, over or not', (lengthMs, outcome) => {
  expect(probe(settledPayment, silence(lengthMs))).toEqual([outcome, lengthMs])
  expect(probe(settledPayment, silence(lengthMs, true))).toEqual([outcome, lengthMs])
})

test('no activity at all', () => {
  expect(probe(settledPayment, { silence: null })).toEqual(['.x01', 0])
})

testSettlingOnly(probe, silence(120 * DAY_MS), ['.03', 120 * DAY_MS])

test('a silence that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('silence')
})

test.each([undefined, 0, DAY_MS - 1, 91 * DAY_MS, '604800000'])(
  'an endedWithinMs of %j is refused',
  (endedWithinMs) => {
    expect(reactivationDebtor.bind({ endedWithinMs })).toHaveProperty('problems')
  },
)
