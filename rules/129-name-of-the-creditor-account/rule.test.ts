import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { nameOfTheCreditorAccount } from './rule.ts'

const DAY_MS = 86_400_000
const probe = createRuleProbe(nameOfTheCreditorAccount, tuned)
/** How long ago the account first had this name, and another one; null where it never had it. */
const since = (ageMs: number | null, otherAgeMs: number | null, saturated = false) => ({
  'account-name': {
    sinceMs: ageMs === null ? null : settledPayment.occurredAtMs - ageMs,
    otherSinceMs: otherAgeMs === null ? null : settledPayment.occurredAtMs - otherAgeMs,
    saturated,
  },
})

test.each([
  [1, '.02'],
  [DAY_MS - 1, '.02'],
  [DAY_MS, '.03'],
  [7 * DAY_MS - 1, '.03'],
  [7 * DAY_MS, '.04'],
  [30 * DAY_MS - 1, '.04'],
  [30 * DAY_MS, '.05'],
])('this name for %d ms, another one for longer', (ageMs, outcome) => {
  expect(probe(settledPayment, since(ageMs, ageMs + 1))).toEqual([outcome, ageMs])
})

test('never this name, but another one', () => {
  expect(probe(settledPayment, since(null, DAY_MS))).toEqual(['.01', 0])
})

test.each([
  [DAY_MS, null],
  [DAY_MS, DAY_MS],
  [DAY_MS, 1],
])('this name for %s ms and another one for %s is the name that it had first', (ageMs, otherAgeMs) => {
  expect(probe(settledPayment, since(ageMs, otherAgeMs))).toEqual(['.x03', 0])
})

test('never any name', () => {
  expect(probe(settledPayment, since(null, null))).toEqual(['.x01', 0])
})

test('a message without a name', () => {
  expect(probe(settledPayment, { 'account-name': null })).toEqual(['.x02', 0])
})

test('more names than are kept', () => {
  expect(probe(settledPayment, since(null, DAY_MS, true))).toEqual(['.x04', 0])
})

testSettlingOnly(probe, since(DAY_MS, 2 * DAY_MS), ['.03', DAY_MS])

test('names that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('account-name')
})
