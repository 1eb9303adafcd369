import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { repeatedCreditorDebtor } from './rule.ts'

const probe = createRuleProbe(repeatedCreditorDebtor, configuration)
const publishedProbe = createRuleProbe(repeatedCreditorDebtor, published)

/** Whether the account's earlier payments, newest first, went to this creditor account. */
const earlier = (...sameCounterparty: readonly boolean[]): GivenFacts => ({
  'latest-payments': sameCounterparty.map((each) => ({
    atMs: settledPayment.occurredAtMs,
    amountMinor: '100',
    currency: 'JPY',
    sameCounterparty: each,
  })),
})

describe('payments to this creditor account, this one included', () => {
  test.each<[string, readonly boolean[], string, number]>([
    ['none of two before', [false, false], '.01', 1],
    ['the last but not the one before', [true, false], '.02', 2],
    ['the one before the last', [false, true], '.02', 2],
    ['both before', [true, true], '.03', 3],
    ['the only one before', [true], '.02', 2],
  ])('%s', (_name, before, outcome, value) => {
    expect(probe(settledPayment, earlier(...before))).toEqual([outcome, value])
    expect(publishedProbe(settledPayment, earlier(...before))).toEqual([outcome, value])
  })
})

test('the first payment of an account exits', () => {
  expect(probe(settledPayment, earlier())).toEqual(['.x01', 1])
})

test('payments that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact latest-payments')
})

test('they are the latest that the debtor account made, of which this payment is the last', () => {
  expect(needsOf(repeatedCreditorDebtor, configuration)).toEqual([
    { kind: 'latest-payments', party: 'debtor', direction: 'sent', limit: 2 },
  ])
})

testSettlingOnly(probe, earlier(true), ['.02', 2])

test.each([undefined, 0, 1, 10, 2.5, '3'])('a maxQueryLimit of %j is refused', (maxQueryLimit) => {
  expect(repeatedCreditorDebtor.bind({ maxQueryLimit })).toHaveProperty('problems')
})
