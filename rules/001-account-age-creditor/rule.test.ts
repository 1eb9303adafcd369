import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { settledPayment as payment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { accountAgeCreditor } from './rule.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const probe = createRuleProbe(accountAgeCreditor, configuration)
const publishedProbe = createRuleProbe(accountAgeCreditor, published)

const activity = (ageMs: number): GivenFacts => ({
  'activity-span': { firstMs: payment.occurredAtMs - ageMs, lastMs: payment.occurredAtMs },
})

describe('milliseconds since the first payment of the creditor account', () => {
  test.each<[string, number, string]>([
    ['in the same millisecond', 0, '.01'],
    ['six hours', 6 * HOUR_MS, '.01'],
    ['a millisecond less than a day', DAY_MS - 1, '.01'],
    ['a day', DAY_MS, '.02'],
    ['a millisecond less than a week', 7 * DAY_MS - 1, '.02'],
    ['a week', 7 * DAY_MS, '.03'],
    ['a millisecond less than 30 days', 30 * DAY_MS - 1, '.03'],
    ['30 days', 30 * DAY_MS, '.04'],
    ['a millisecond less than 90 days', 90 * DAY_MS - 1, '.04'],
    ['90 days', 90 * DAY_MS, '.05'],
    ['ten years', 3650 * DAY_MS, '.05'],
  ])('%s', (_name, ageMs, outcome) => {
    expect(probe(payment, activity(ageMs))).toEqual([outcome, ageMs])
  })

  test.each<[number, string]>([
    [6 * HOUR_MS, '.01'],
    [DAY_MS - 1, '.01'],
    [DAY_MS, '.02'],
    [30 * DAY_MS - 1, '.02'],
    [30 * DAY_MS, '.03'],
    [90 * DAY_MS - 1, '.03'],
    [90 * DAY_MS, '.04'],
  ])('%d ms by the published bands', (ageMs, outcome) => {
    expect(publishedProbe(payment, activity(ageMs))).toEqual([outcome, ageMs])
  })

  test('is never below zero', () => {
    expect(probe(payment, activity(-1))).toEqual(['.01', 0])
  })
})

test('an account without any settled payment exits', () => {
  expect(probe(payment, { 'activity-span': null })).toEqual(['.x01', 0])
})

test('activity that was not captured is an error', () => {
  expect(() => probe(payment, {})).toThrow('does not carry the fact activity-span')
})

test('the account is the creditor one', () => {
  expect(needsOf(accountAgeCreditor, configuration)).toEqual([{ kind: 'activity-span', party: 'creditor' }])
})

testAnyStatus(probe, activity(2 * HOUR_MS), ['.01', 2 * HOUR_MS])
