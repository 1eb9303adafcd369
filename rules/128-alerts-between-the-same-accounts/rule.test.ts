import type { AccountAlertsFact } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { alertsBetweenTheSameAccounts } from './rule.ts'

const probe = createRuleProbe(alertsBetweenTheSameAccounts, tuned)
/** Earlier alerts between the two accounts in 30 days, as the alerts of each account show them. */
const between = (samePair: number, ofCreditor = samePair) => ({
  'account-alerts': ({ party, windowMs }: AccountAlertsFact) => {
    expect(windowMs).toBe(2_592_000_000)
    const shown = party === 'debtor' ? samePair : ofCreditor
    return { count: 64, saturated: true, latestMs: settledPayment.occurredAtMs, samePair: shown }
  },
})

test.each([
  [0, '.01'],
  [1, '.02'],
  [2, '.03'],
  [3, '.03'],
  [4, '.04'],
  [64, '.04'],
])('%d alerts', (count, outcome) => {
  expect(probe(settledPayment, between(count))).toEqual([outcome, count])
})

test('alerts that one of the accounts has too many others to show', () => {
  expect(probe(settledPayment, between(2, 0))).toEqual(['.03', 2])
  expect(probe(settledPayment, between(0, 1))).toEqual(['.02', 1])
})

testSettlingOnly(probe, between(2), ['.03', 2])

test('alerts that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('account-alerts')
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(alertsBetweenTheSameAccounts.bind({ maxQueryRange })).toHaveProperty('problems')
})
