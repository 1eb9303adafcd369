import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { settledPayment as payment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { accountDormancyCreditor } from './rule.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const THREE_MONTHS_MS = 7_889_229_000
const TWELVE_MONTHS_MS = 31_556_926_000
const probe = createRuleProbe(accountDormancyCreditor, configuration)
const publishedProbe = createRuleProbe(accountDormancyCreditor, published)

const activity = (ageMs: number): GivenFacts => ({
  'activity-span': { firstMs: 0, lastMs: payment.occurredAtMs - ageMs },
})

describe('milliseconds since the last payment of the creditor account', () => {
  test.each<[string, number, string]>([
    ['in the same millisecond', 0, '.01'],
    ['120 days', 120 * DAY_MS, '.02'],
    ['a millisecond less than three months', THREE_MONTHS_MS - 1, '.01'],
    ['three months', THREE_MONTHS_MS, '.02'],
    ['a millisecond less than twelve months', TWELVE_MONTHS_MS - 1, '.02'],
    ['twelve months', TWELVE_MONTHS_MS, '.03'],
  ])('%s', (_name, ageMs, outcome) => {
    expect(probe(payment, activity(ageMs))).toEqual([outcome, ageMs])
  })

  test.each<[number, string]>([
    [THREE_MONTHS_MS - 1, '.01'],
    [THREE_MONTHS_MS, '.02'],
    [TWELVE_MONTHS_MS - 1, '.02'],
    [TWELVE_MONTHS_MS, '.03'],
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
  expect(needsOf(accountDormancyCreditor, configuration)).toEqual([
    { kind: 'activity-span', party: 'creditor' },
  ])
})

testAnyStatus(probe, activity(2 * HOUR_MS), ['.01', 2 * HOUR_MS])
