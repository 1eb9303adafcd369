import type { AccountFindingsFact } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import day from './config.one-day.json' with { type: 'json' }
import tuned from './config.default.json' with { type: 'json' }
import week from './config.week.json' with { type: 'json' }
import { findingsOnTheCreditorAccount } from './rule.ts'

const DAY_MS = 86_400_000
const probe = createRuleProbe(findingsOnTheCreditorAccount, tuned)
/** Earlier findings of the creditor account in so many days. */
const findings = (count: number, days = 30) => ({
  'account-findings': ({ party, windowMs }: AccountFindingsFact) => {
    expect([party, windowMs]).toEqual(['creditor', days * DAY_MS])
    return { count, saturated: count >= 64, latestMs: null, samePair: 0 }
  },
})

describe.each([
  ['30 days', probe, 30],
  ['7 days', createRuleProbe(findingsOnTheCreditorAccount, week), 7],
  ['24 hours', createRuleProbe(findingsOnTheCreditorAccount, day), 1],
])('in %s', (_window, inWindow, days) => {
  test.each([
    [0, '.01'],
    [1, '.02'],
    [2, '.03'],
    [3, '.03'],
    [4, '.04'],
    [64, '.04'],
  ])('%d findings', (count, outcome) => {
    expect(inWindow(settledPayment, findings(count, days))).toEqual([outcome, count])
  })
})

testSettlingOnly(probe, findings(3), ['.03', 3])

test('findings that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('account-findings')
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(findingsOnTheCreditorAccount.bind({ maxQueryRange })).toHaveProperty('problems')
})
