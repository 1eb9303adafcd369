import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { similarAmountsDebtor } from './rule.ts'

const probe = createRuleProbe(similarAmountsDebtor, configuration)
const publishedProbe = createRuleProbe(similarAmountsDebtor, published)

/** The account's earlier amounts, newest first. */
const earlier = (...amounts: readonly (number | bigint)[]): GivenFacts => ({
  'latest-payments': amounts.map((amount) => ({
    atMs: settledPayment.occurredAtMs,
    amountMinor: String(amount),
    currency: 'EUR',
    sameCounterparty: false,
  })),
})

describe('payments of about this amount, this one included', () => {
  test.each<[string, bigint, readonly number[], string, number]>([
    ['one of two', 9_500n, [10_000, 26_000], '.02', 2],
    ['none', 9_500n, [26_000, 1], '.01', 1],
    ['both', 9_500n, [9_500, 10_000], '.03', 3],
    ['exactly a tenth more', 10_000n, [11_000], '.02', 2],
    ['a cent more than that', 10_000n, [11_001], '.01', 1],
    ['exactly a tenth less', 10_000n, [9_000], '.02', 2],
    ['a cent less than that', 10_000n, [8_999], '.01', 1],
    ['nothing, twice', 0n, [0], '.02', 2],
    ['nothing after something', 0n, [1], '.01', 1],
  ])('%s', (_name, amountMinor, amounts, outcome, value) => {
    expect(probe(paymentOf(amountMinor), earlier(...amounts))).toEqual([outcome, value])
    expect(publishedProbe(paymentOf(amountMinor), earlier(...amounts))).toEqual([outcome, value])
  })

  test('whatever the size of the amounts', () => {
    const amountMinor = 10n ** 30n
    const most = (amountMinor * 11n) / 10n
    expect(probe(paymentOf(amountMinor), earlier(most))).toEqual(['.02', 2])
    expect(probe(paymentOf(amountMinor), earlier(most * 2n))).toEqual(['.01', 1])
  })

  test('not those in another currency', () => {
    expect(probe(paymentOf(10_000n, 'JPY'), earlier(10_000, 10_000))).toEqual(['.01', 1])
  })
})

test('the first payment of an account exits', () => {
  expect(probe(settledPayment, earlier())).toEqual(['.x01', 1])
})

test('payments that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact latest-payments')
})

test('they are the latest that the debtor account made, of which this payment is the last', () => {
  expect(needsOf(similarAmountsDebtor, configuration)).toEqual([
    { kind: 'latest-payments', party: 'debtor', direction: 'sent', limit: 2 },
  ])
})

testSettlingOnly(probe, earlier(125_075), ['.02', 2])

test.each([
  {},
  { maxQueryLimit: 1, tolerance: 0.1 },
  { maxQueryLimit: 10, tolerance: 0.1 },
  { maxQueryLimit: 2.5, tolerance: 0.1 },
  { maxQueryLimit: 3 },
  { maxQueryLimit: 3, tolerance: -0.1 },
  { maxQueryLimit: 3, tolerance: 1.1 },
  { maxQueryLimit: 3, tolerance: '0.1' },
])('the parameters %j are refused', (parameters) => {
  expect(similarAmountsDebtor.bind(parameters)).toHaveProperty('problems')
})
