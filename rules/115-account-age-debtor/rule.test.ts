import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { accountAgeDebtor } from './rule.ts'

const DAY_MS = 86_400_000
const probe = createRuleProbe(accountAgeDebtor, tuned)
const since = (ageMs: number) => ({
  'activity-span': {
    firstMs: settledPayment.occurredAtMs - ageMs,
    lastMs: settledPayment.occurredAtMs,
  },
})

test.each([
  [0, '.01'],
  [6 * 3_600_000, '.01'],
  [DAY_MS - 1, '.01'],
  [DAY_MS, '.02'],
  [7 * DAY_MS - 1, '.02'],
  [7 * DAY_MS, '.03'],
  [30 * DAY_MS - 1, '.03'],
  [30 * DAY_MS, '.04'],
  [90 * DAY_MS - 1, '.04'],
  [90 * DAY_MS, '.05'],
  [9_000 * DAY_MS, '.05'],
])('in use for %d ms', (ageMs, outcome) => {
  expect(probe(settledPayment, since(ageMs))).toEqual([outcome, ageMs])
})

test('the first payment of the account', () => {
  expect(probe(settledPayment, { 'activity-span': null })).toEqual(['.x01', 0])
})

testAnyStatus(probe, since(DAY_MS), ['.02', DAY_MS])

test('an activity that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('activity-span')
})
