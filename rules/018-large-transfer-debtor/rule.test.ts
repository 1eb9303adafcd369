import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { largeTransferDebtor } from './rule.ts'

const probe = createRuleProbe(largeTransferDebtor, configuration)
const publishedProbe = createRuleProbe(largeTransferDebtor, published)

const largest = (amountMinor: bigint): GivenFacts => ({
  'largest-payment': { atMs: settledPayment.occurredAtMs - 1, amountMinor: String(amountMinor) },
})

describe('this amount in units of the largest before', () => {
  test.each<[bigint, bigint, string, number]>([
    [90_000n, 50_000n, '.02', 1.8],
    [74_999n, 50_000n, '.01', 1.49998],
    [75_000n, 50_000n, '.02', 1.5],
    [149_999n, 50_000n, '.02', 2.99998],
    [150_000n, 50_000n, '.03', 3],
    [0n, 50_000n, '.01', 0],
    [15n * 10n ** 29n, 10n ** 30n, '.02', 1.5],
  ])('%d after %d', (amountMinor, largestMinor, outcome, value) => {
    expect(probe(paymentOf(amountMinor), largest(largestMinor))).toEqual([outcome, value])
  })

  test.each<[bigint, string, number]>([
    [74_999n, '.01', 1.49998],
    [75_000n, '.02', 1.5],
    [900_000n, '.02', 18],
  ])('%d after 50000, by the published bands', (amountMinor, outcome, value) => {
    expect(publishedProbe(paymentOf(amountMinor), largest(50_000n))).toEqual([outcome, value])
  })
})

test('without any earlier payment in this currency the rule exits', () => {
  expect(probe(settledPayment, { 'largest-payment': null })).toEqual(['.x01', 0])
  expect(probe(settledPayment, largest(0n))).toEqual(['.x01', 0])
})

test('a largest payment that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact largest-payment')
})

test('it is the largest that the debtor account made in three months', () => {
  expect(needsOf(largeTransferDebtor, configuration)).toEqual([
    { kind: 'largest-payment', party: 'debtor', direction: 'sent', windowMs: 7_889_229_000 },
  ])
})

testSettlingOnly(probe, largest(125_075n), ['.01', 1])

test.each([undefined, 0, -1, 0.5, '1', 7_889_229_001])(
  'a maxQueryRange of %j is refused',
  (maxQueryRange) => {
    expect(largeTransferDebtor.bind({ maxQueryRange })).toHaveProperty('problems')
  },
)
