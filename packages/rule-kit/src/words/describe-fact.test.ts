import { describe, expect, test } from 'vitest'
import type { FactDescriptor, FactKind } from '../fact.ts'
import { FACT_VALUE_SCHEMAS } from '../fact-values.ts'
import type { FactValues } from '../fact-values.ts'
import { createExamplePayment } from '../harness/example-payment.ts'
import { Compile } from 'typebox/compile'
import { describeFact } from './describe-fact.ts'
import type { FactsByKind } from './fact-words.ts'

const DAY_MS = 86_400_000
const payment = createExamplePayment()
const at = payment.occurredAtMs
const sent = { party: 'debtor', direction: 'sent' } as const
const received = { party: 'creditor', direction: 'received' } as const

interface Example<K extends FactKind> {
  readonly fact: FactsByKind[K]
  readonly value: FactValues[K]
  readonly says: string
}

/** One example of every kind at least, which the compiler sees to. */
const EXAMPLES: { readonly [K in FactKind]: readonly Example<K>[] } = {
  'attempt-count': [
    {
      fact: { kind: 'attempt-count', ...sent, windowMs: DAY_MS },
      value: { count: 1, saturated: false },
      says: "payment attempts of any status sent by the debtor's account in the last 24 hours, this one included: 1 attempt",
    },
    {
      fact: { kind: 'attempt-count', ...received, windowMs: 90_000 },
      value: { count: 64, saturated: true },
      says: "payment attempts of any status received by the creditor's account in the last 1 minute 30 seconds, this one included: 64 or more attempts",
    },
  ],
  conditions: [
    {
      fact: { kind: 'conditions' },
      value: [],
      says: 'event-flow conditions in force for the two parties and their accounts: none',
    },
    {
      fact: { kind: 'conditions' },
      value: [{ conditionId: 'c1', type: 'override', owner: 'creditor-account' }],
      says: "event-flow conditions in force for the two parties and their accounts: override on the creditor's account (c1)",
    },
  ],
  'activity-span': [
    {
      fact: { kind: 'activity-span', party: 'debtor' },
      value: { firstMs: at - 90 * DAY_MS, lastMs: at - 3_600_000 },
      says: "first and last activity of the debtor's account: first 90 days earlier, last 1 hour earlier",
    },
    {
      fact: { kind: 'activity-span', party: 'creditor' },
      value: null,
      says: "first and last activity of the creditor's account: no activity yet",
    },
  ],
  'account-name': [
    {
      fact: { kind: 'account-name', party: 'creditor' },
      value: { sinceMs: null, otherSinceMs: at - 90 * DAY_MS, saturated: false },
      says: "since when the creditor's account is known by the name in this message, and by any other: this name: never before; any other: 90 days earlier",
    },
    {
      fact: { kind: 'account-name', party: 'creditor' },
      value: { sinceMs: null, otherSinceMs: at - DAY_MS, saturated: true },
      says: "since when the creditor's account is known by the name in this message, and by any other: this name: not among those that are kept; any other: 24 hours earlier",
    },
    {
      fact: { kind: 'account-name', party: 'creditor' },
      value: null,
      says: "since when the creditor's account is known by the name in this message, and by any other: the message gives no name",
    },
  ],
  silence: [
    {
      fact: { kind: 'silence', party: 'debtor', endedWithinMs: 7 * DAY_MS },
      value: { lengthMs: 200 * DAY_MS, ongoing: true },
      says: "longest silence of the debtor's account that lasts, or ended at most 7 days ago: 200 days, until this payment",
    },
    {
      fact: { kind: 'silence', party: 'debtor', endedWithinMs: 7 * DAY_MS },
      value: { lengthMs: 0, ongoing: false },
      says: "longest silence of the debtor's account that lasts, or ended at most 7 days ago: no day without activity",
    },
  ],
  'lifetime-count': [
    {
      fact: { kind: 'lifetime-count', ...sent },
      value: { count: 1_250 },
      says: "payments sent by the debtor's account in its whole life: 1,250 payments",
    },
  ],
  'payment-count': [
    {
      fact: { kind: 'payment-count', ...received, windowMs: 3 * DAY_MS },
      value: { count: 0, saturated: false },
      says: "payments received by the creditor's account in the last 3 days: 0 payments",
    },
  ],
  'amount-sum': [
    {
      fact: { kind: 'amount-sum', ...sent, windowMs: DAY_MS },
      value: { amountMinor: '1234567', count: 3, exact: true },
      says: "sum of the payments sent by the debtor's account in the last 24 hours: EUR 12,345.67 in 3 payments",
    },
    {
      fact: { kind: 'amount-sum', ...sent, windowMs: DAY_MS },
      value: { amountMinor: '5', count: 1, exact: false },
      says: "sum of the payments sent by the debtor's account in the last 24 hours: EUR 0.05 in 1 payment, counted from the start of the first day",
    },
  ],
  'similar-amounts': [
    {
      fact: { kind: 'similar-amounts', ...sent, windowMs: DAY_MS, tolerance: 0.1 },
      value: { count: 2, saturated: false, any: true, earlier: true },
      says: "payments sent by the debtor's account in the last 24 hours whose amount is within 10% of this one's: 2 payments",
    },
    {
      fact: { kind: 'similar-amounts', ...sent, windowMs: DAY_MS, tolerance: 0.1 },
      value: { count: 0, saturated: false, any: false, earlier: false },
      says: "payments sent by the debtor's account in the last 24 hours whose amount is within 10% of this one's: 0 payments; no payment of this currency in this time; no earlier payment at all",
    },
  ],
  'near-threshold': [
    {
      fact: { kind: 'near-threshold', ...sent, windowMs: DAY_MS, shareMin: 0.9, thresholds: { EUR: 10_000 } },
      value: { count: 4, saturated: false, near: true },
      says: "payments sent by the debtor's account in the last 24 hours of 90% of EUR 10,000 up to just below it: 4 payments; this one is in the range",
    },
    {
      fact: { kind: 'near-threshold', ...sent, windowMs: DAY_MS, shareMin: 0.9, thresholds: {} },
      value: null,
      says: "payments sent by the debtor's account in the last 24 hours of 90% of a threshold up to just below it: no threshold for EUR",
    },
  ],
  'latest-payments': [
    {
      fact: { kind: 'latest-payments', ...sent, limit: 2 },
      value: [{ atMs: at - 60_000, amountMinor: '1000', currency: 'JPY', sameCounterparty: true }],
      says: "newest payments sent by the debtor's account, at most 2: JPY 1,000 1 minute earlier with the same other side",
    },
  ],
  'latest-text': [
    {
      fact: { kind: 'latest-text', ...received },
      value: { atMs: at, text: 'rent "May"' },
      says: 'text of the newest payment received by the creditor\'s account: "rent \\"May\\"", at the same moment',
    },
  ],
  'largest-payment': [
    {
      fact: { kind: 'largest-payment', ...sent, windowMs: 90 * DAY_MS },
      value: { atMs: at - 10 * DAY_MS, amountMinor: '99' },
      says: "largest of the payments sent by the debtor's account in the last 90 days: EUR 0.99, 10 days earlier",
    },
  ],
  'amount-statistics': [
    {
      fact: { kind: 'amount-statistics', ...sent, scale: 'linear' },
      value: { count: 12, mean: 5_000.5, standardDeviation: 20 },
      says: "usual amount of the payments sent by the debtor's account in its whole life, in minor units of EUR: 5,000.5, give or take 20, of 12 payments",
    },
  ],
  'first-digits': [
    {
      fact: { kind: 'first-digits', ...sent },
      value: { counts: [9, 0, 0, 0, 0, 0, 0, 0, 1] },
      says: "first digits of the amounts sent by the debtor's account in its whole life: 1: 9, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0, 9: 1",
    },
  ],
  'interval-counts': [
    {
      fact: { kind: 'interval-counts', ...sent, intervalMs: 7 * DAY_MS, intervalsMax: 12 },
      value: { current: 9, intervals: 12, mean: 2.25, standardDeviation: 1 },
      says: "payments sent by the debtor's account in the last 7 days, against the times of that length before: 9 payments; usually 2.25, give or take 1, in 12 such times",
    },
  ],
  counterparties: [
    {
      fact: { kind: 'counterparties', ...sent, windowMs: DAY_MS },
      value: { distinct: 7, newcomers: 6, saturated: false, counterparty: 'newcomer' },
      says: "different accounts on the other side of payments sent by the debtor's account in the last 24 hours: 7 accounts, 6 of them new; this payment is with one that is new in this time",
    },
  ],
  'payee-history': [
    {
      fact: { kind: 'payee-history' },
      value: null,
      says: 'earlier payments from this debtor account to this creditor account: none',
    },
  ],
  'hour-profile': [
    {
      fact: { kind: 'hour-profile', ...sent },
      value: { counts: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 5 : 0)) },
      says: "payments sent by the debtor's account by hour of the day (UTC), in its whole life: 9h: 5",
    },
  ],
  'holder-accounts': [
    {
      fact: { kind: 'holder-accounts', party: 'debtor' },
      value: { count: 32, saturated: true },
      says: "accounts that the holder of the debtor's account is known to hold: 32 or more accounts",
    },
  ],
  'account-findings': [
    {
      fact: { kind: 'account-findings', party: 'creditor', windowMs: 7 * DAY_MS },
      value: { count: 3, saturated: false, latestMs: at - 7_200_000, samePair: 1 },
      says: "other payments of the creditor's account in the last 7 days that had been found suspicious when this one came: 3 payments; the newest 2 hours earlier; 1 between these two accounts",
    },
    {
      fact: { kind: 'account-findings', party: 'debtor', windowMs: DAY_MS },
      value: { count: 0, saturated: false, latestMs: null, samePair: 0 },
      says: "other payments of the debtor's account in the last 24 hours that had been found suspicious when this one came: 0 payments",
    },
  ],
  'mirrored-credits': [
    {
      fact: {
        kind: 'mirrored-credits',
        party: 'debtor',
        windowMs: DAY_MS,
        ratioMin: 0.9,
        ratioMax: 1.1,
        depthMax: 8,
      },
      value: { found: 'match', depth: 2 },
      says: "newest credits of the debtor's account in the last 24 hours that add up to this payment: 0.9 to 1.1 of it, among at most 8: the newest 2 credits",
    },
  ],
  'funder-fan-out': [
    {
      fact: {
        kind: 'funder-fan-out',
        upstreamMs: DAY_MS,
        downstreamMs: 3 * DAY_MS,
        countBy: 'payees',
        hubPaymentsMax: 50,
      },
      value: { largest: 4, funders: 1 },
      says: "most payees in the last 3 days of any account that paid the debtor's account in the last 24 hours: 4 payees, of 1 funding account",
    },
  ],
  'returning-flow': [
    {
      fact: { kind: 'returning-flow' },
      value: { hops: null, depth: 1 },
      says: 'path of payments by which this money comes back to where it came from: none; the longest chain that leads here has 1 payment',
    },
  ],
  'common-funder': [
    {
      fact: { kind: 'common-funder', windowMs: DAY_MS },
      value: { senders: 5, shared: 4 },
      says: "accounts that paid the creditor's account in the last 24 hours, and how many of them one account funded: 5 accounts, 4 with a common funder",
    },
  ],
  'latest-location': [
    {
      fact: { kind: 'latest-location', windowMs: DAY_MS },
      value: { atMs: at - 1, latitudeDegrees: 51.05, longitudeDegrees: 3.72 },
      says: "place of the debtor account's newest payment that has one in the last 24 hours: latitude 51.05, longitude 3.72, 1 millisecond earlier",
    },
  ],
  'nearby-payments': [
    {
      fact: { kind: 'nearby-payments', radiusKm: 50 },
      value: { located: 10, nearby: 3 },
      says: "of the debtor account's newest payments with a place, those within 50 km of this one: 3 of 10",
    },
  ],
}

const cases = Object.values(EXAMPLES)
  .flat()
  .map((example): readonly [string, Example<FactKind>] => [example.says, example])

describe('a fact in words', () => {
  test.each(cases)('%s', (_says, { fact, value, says }) => {
    expect(Compile(FACT_VALUE_SCHEMAS[fact.kind]).Check(value)).toBe(true)
    const words = describeFact<FactKind>(fact satisfies FactDescriptor, value, payment)
    expect(`${words.fact}: ${words.value}`).toBe(says)
  })
})

test.each(['valueOf', '__proto__'])('a currency by the name of %s has no threshold', (currency) => {
  const money = { amountMinor: 1n, currency }
  const hostile = { ...payment, instruction: { ...payment.instruction, instructed: money } }
  const thresholds = { EUR: 1 }
  const fact = { kind: 'near-threshold', ...sent, windowMs: DAY_MS, shareMin: 0.9, thresholds } as const
  expect(describeFact<FactKind>(fact, null, hostile)).toHaveProperty('value', `no threshold for ${currency}`)
})
