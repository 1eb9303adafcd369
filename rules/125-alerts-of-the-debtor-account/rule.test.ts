import type { AccountAlertsFact } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import day from './config.one-day.json' with { type: 'json' }
import tuned from './config.default.json' with { type: 'json' }
import week from './config.week.json' with { type: 'json' }
import { alertsOfTheDebtorAccount } from './rule.ts'

const DAY_MS = 86_400_000
const probe = createRuleProbe(alertsOfTheDebtorAccount, tuned)
/** Earlier alerts of the debtor account in so many days. */
const alerts = (count: number, days = 30) => ({
  'account-alerts': ({ party, windowMs }: AccountAlertsFact) => {
    expect([party, windowMs]).toEqual(['debtor', days * DAY_MS])
    return { count, saturated: count >= 64, latestMs: null, samePair: 0 }
  },
})

describe.each([
  ['30 days', probe, 30],
  ['7 days', createRuleProbe(alertsOfTheDebtorAccount, week), 7],
  ['24 hours', createRuleProbe(alertsOfTheDebtorAccount, day), 1],
])('in %s', (_window, inWindow, days) => {
  test.each([
    [0, '.01'],
    [1, '.02'],
    [2, '.03'],
    [3, '.03'],
    [4, '.04'],
    [64, '.04'],
  ])('%d alerts', (count, outcome) => {
    expect(inWindow(settledPayment, alerts(count, days))).toEqual([outcome, count])
  })
})

testSettlingOnly(probe, alerts(3), ['.03', 3])

test('alerts that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('account-alerts')
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(alertsOfTheDebtorAccount.bind({ maxQueryRange })).toHaveProperty('problems')
})
