import type { AccountFindingsFact } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { findingsBetweenTheSameAccounts } from './rule.ts'

const probe = createRuleProbe(findingsBetweenTheSameAccounts, tuned)
/** Earlier findings between the two accounts in 30 days, as the findings of each account show them. */
const between = (samePair: number, ofCreditor = samePair) => ({
  'account-findings': ({ party, windowMs }: AccountFindingsFact) => {
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
])('%d findings', (count, outcome) => {
  expect(probe(settledPayment, between(count))).toEqual([outcome, count])
})

test('findings that one of the accounts has too many others to show', () => {
  expect(probe(settledPayment, between(2, 0))).toEqual(['.03', 2])
  expect(probe(settledPayment, between(0, 1))).toEqual(['.02', 1])
})

testSettlingOnly(probe, between(2), ['.03', 2])

test('findings that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('account-findings')
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(findingsBetweenTheSameAccounts.bind({ maxQueryRange })).toHaveProperty('problems')
})
