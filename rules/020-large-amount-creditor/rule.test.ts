import type { FactValues } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { largeAmountCreditor } from './rule.ts'

const probe = createRuleProbe(largeAmountCreditor, configuration)
const publishedProbe = createRuleProbe(largeAmountCreditor, published)

type Statistics = FactValues['amount-statistics']

/** Earlier credits: as amounts between 100.00 and 200.00, as logarithms around 100.00 with a deviation of half a power of ten. */
const amounts: Statistics = { count: 10, mean: 15_000, standardDeviation: 4_000 }
const logarithms: Statistics = { count: 10, mean: 4, standardDeviation: 0.5 }
const given = (statistics: Statistics): GivenFacts => ({ 'amount-statistics': statistics })

describe('how far the amount is above the usual one', () => {
  test.each<[bigint, string, number]>([
    [10_000n, '.01', 0],
    [1_000n, '.01', -2],
    [100_000n, '.02', 2],
    [10_000_000n, '.03', 6],
  ])('%d, as a logarithm', (amountMinor, outcome, value) => {
    expect(probe(paymentOf(amountMinor), given(logarithms))).toEqual([outcome, value])
  })

  test('a cent decides between two bands', () => {
    expect(probe(paymentOf(99_999n), given(logarithms))[0]).toBe('.01')
    const usual = { ...logarithms, mean: 3, standardDeviation: 1 }
    expect(probe(paymentOf(999_999n), given(usual))[0]).toBe('.02')
    expect(probe(paymentOf(1_000_000n), given(usual))).toEqual(['.03', 3])
  })

  test.each<[bigint, string, number]>([
    [15_000n, '.01', 0],
    [26_999n, '.01', 2.99975],
    [27_000n, '.02', 3],
    [34_999n, '.02', 4.99975],
    [35_000n, '.03', 5],
  ])('%d, by the published configuration', (amountMinor, outcome, value) => {
    expect(publishedProbe(paymentOf(amountMinor), given(amounts))).toEqual([outcome, value])
  })

  test('300.00 after 100.00, 200.00, 150.00, 120.00 and 180.00, by the published configuration', () => {
    const usual = { count: 5, mean: 15_000, standardDeviation: Math.sqrt(17_000_000) }
    const [outcome, value] = publishedProbe(paymentOf(30_000n), given(usual))
    expect([outcome, value.toFixed(2)]).toEqual(['.02', '3.64'])
  })

  test('less than a fifth of a power of ten is no deviation', () => {
    expect(probe(paymentOf(100_000n), given({ ...logarithms, standardDeviation: 0 }))).toEqual(['.03', 5])
  })
})

describe('exits', () => {
  test('with too few earlier credits', () => {
    expect(probe(settledPayment, given({ ...logarithms, count: 9 }))).toEqual(['.x01', 0])
    expect(publishedProbe(settledPayment, given({ ...amounts, count: 1 }))).toEqual(['.x01', 0])
  })

  test('with no history', () => {
    const none = { count: 0, mean: 0, standardDeviation: 0 }
    expect(probe(settledPayment, given(none))).toEqual(['.x01', 0])
    expect(publishedProbe(settledPayment, given(none))).toEqual(['.x01', 0])
  })

  test.each([
    [15_001n, '.x03'],
    [15_000n, '.x04'],
    [14_999n, '.x04'],
  ])('%d where it was always 15000, by the published configuration', (amountMinor, outcome) => {
    const constant = given({ ...amounts, standardDeviation: 0 })
    expect(publishedProbe(paymentOf(amountMinor), constant)[0]).toBe(outcome)
  })
})

test('an amount of 0 has no logarithm', () => {
  expect(() => probe(paymentOf(0n), given(logarithms))).toThrow('no finite number')
  expect(publishedProbe(paymentOf(0n), given(amounts))).toEqual(['.01', -3.75])
})

test('amounts that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact amount-statistics')
})

test('they are those of all that the creditor account received', () => {
  const fact = { kind: 'amount-statistics', party: 'creditor', direction: 'received' }
  expect(needsOf(largeAmountCreditor, configuration)).toEqual([{ ...fact, scale: 'log10' }])
  expect(needsOf(largeAmountCreditor, published)).toEqual([{ ...fact, scale: 'linear' }])
})

testSettlingOnly(probe, given({ ...logarithms, mean: Math.log10(125_075) }), ['.01', 0])

test.each([
  { scale: 'log2' },
  { minimumNumberOfTransactions: 1 },
  { minimumNumberOfTransactions: 100_001 },
  { standardDeviationFloor: -1 },
])('the parameters %j are refused', (parameters) => {
  expect(largeAmountCreditor.bind(parameters)).toHaveProperty('problems')
})
