import type { AccountFindingsFact, FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { timeSinceAFindingOnEitherAccount } from './rule.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const probe = createRuleProbe(timeSinceAFindingOnEitherAccount, tuned)
/** The newest finding of each account so long ago; of one that has none, undefined. */
const ago = (debtorMs: number | undefined, creditorMs: number | undefined) => ({
  'account-findings': ({ party, windowMs }: AccountFindingsFact): FactValues['account-findings'] => {
    expect(windowMs).toBe(30 * DAY_MS)
    const ageMs = party === 'debtor' ? debtorMs : creditorMs
    return ageMs === undefined
      ? { count: 0, saturated: false, latestMs: null, samePair: 0 }
      : { count: 1, saturated: false, latestMs: settledPayment.occurredAtMs - ageMs, samePair: 0 }
  },
})

test.each([
  [0, '.01'],
  [HOUR_MS - 1, '.01'],
  [HOUR_MS, '.02'],
  [6 * HOUR_MS - 1, '.02'],
  [6 * HOUR_MS, '.03'],
  [DAY_MS - 1, '.03'],
  [DAY_MS, '.04'],
  [3 * DAY_MS - 1, '.04'],
  [3 * DAY_MS, '.05'],
  [7 * DAY_MS - 1, '.05'],
  [7 * DAY_MS, '.06'],
  [30 * DAY_MS, '.06'],
])('a finding %d ms ago, of whichever account', (ageMs, outcome) => {
  expect(probe(settledPayment, ago(ageMs, undefined))).toEqual([outcome, ageMs])
  expect(probe(settledPayment, ago(undefined, ageMs))).toEqual([outcome, ageMs])
  expect(probe(settledPayment, ago(ageMs, ageMs + 1))).toEqual([outcome, ageMs])
})

test('neither account has a finding', () => {
  expect(probe(settledPayment, ago(undefined, undefined))).toEqual(['.x01', 0])
})

testSettlingOnly(probe, ago(DAY_MS, HOUR_MS), ['.02', HOUR_MS])

test('findings that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('account-findings')
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(timeSinceAFindingOnEitherAccount.bind({ maxQueryRange })).toHaveProperty('problems')
})
