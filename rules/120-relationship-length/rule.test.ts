import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { relationshipLength } from './rule.ts'

const DAY_MS = 86_400_000
const probe = createRuleProbe(relationshipLength, tuned)
/** First paid so long ago, and again just now. */
const since = (ageMs: number) => ({
  'payee-history': {
    count: 3,
    firstMs: settledPayment.occurredAtMs - ageMs,
    lastMs: settledPayment.occurredAtMs,
  },
})

test.each([
  [0, '.01'],
  [DAY_MS - 1, '.01'],
  [DAY_MS, '.02'],
  [7 * DAY_MS - 1, '.02'],
  [7 * DAY_MS, '.03'],
  [30 * DAY_MS - 1, '.03'],
  [30 * DAY_MS, '.04'],
  [90 * DAY_MS - 1, '.04'],
  [90 * DAY_MS, '.05'],
  [9_000 * DAY_MS, '.05'],
])('first paid %d ms ago', (ageMs, outcome) => {
  expect(probe(settledPayment, since(ageMs))).toEqual([outcome, ageMs])
})

test('never paid before', () => {
  expect(probe(settledPayment, { 'payee-history': null })).toEqual(['.x01', 0])
})

test('a first payment that is dated later counts as of now', () => {
  expect(probe(settledPayment, since(-1))).toEqual(['.01', 0])
})

testSettlingOnly(probe, since(DAY_MS), ['.02', DAY_MS])

test('a history that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('payee-history')
})
