import { describe, expect, test } from 'vitest'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { largeAmountDebtor } from './rule.ts'

const probe = createRuleProbe(largeAmountDebtor, tuned)
const usual = (count: number, mean: number, standardDeviation: number) => ({
  'amount-statistics': { count, mean, standardDeviation },
})

describe('by logarithms: usually 100.00, within a factor of 10^0.5', () => {
  const hundred = usual(40, 4, 0.5)
  test.each([
    [10_000n, '.01', 0],
    [1_000n, '.01', -2],
    [99_999n, '.01', 1.999991],
    [100_000n, '.02', 2],
    [316_227n, '.02', 2.999998],
    [316_228n, '.03', 3.000001],
    [10_000_000n, '.03', 6],
  ])('an amount of %d cents', (amountMinor, outcome, value) => {
    const found = probe(paymentOf(amountMinor), hundred)
    expect([found[0], Math.round(found[1] * 1e6) / 1e6]).toEqual([outcome, value])
  })

  test('of an account that always pays much the same the spread counts as at least 0.2', () => {
    expect(probe(paymentOf(10_000n), usual(40, 3.8, 0.001))[1]).toBeCloseTo(1, 9)
    expect(probe(paymentOf(10_000n), usual(40, 3, 0))).toEqual(['.03', 5])
  })

  test('too little history', () => {
    expect(probe(settledPayment, usual(0, 0, 0))).toEqual(['.x01', 0])
    expect(probe(settledPayment, usual(9, 4, 0.5))).toEqual(['.x01', 0])
    expect(probe(settledPayment, usual(10, 4, 0.5))[0]).toBe('.02')
  })

  test('an amount of nothing is an error', () => {
    expect(() => probe(paymentOf(0n), hundred)).toThrow('no finite number')
  })
})

describe('as published: 40, 60, 50, 45 and 55 before', () => {
  const parity = createRuleProbe(largeAmountDebtor, published)
  const fifty = usual(5, 5_000, 790.5694)
  test.each([
    [5_000n, '.01'],
    [7_371n, '.01'],
    [7_372n, '.02'],
    [8_952n, '.02'],
    [8_953n, '.03'],
    [9_000n, '.03'],
  ])('an amount of %d cents', (amountMinor, outcome) => {
    expect(parity(paymentOf(amountMinor), fifty)[0]).toBe(outcome)
  })

  test('90 lies 5.06 standard deviations above', () => {
    expect(parity(paymentOf(9_000n), fifty)[1]).toBeCloseTo(5.06, 2)
  })

  test.each([
    [0, 0, '.x01'],
    [1, 5_000, '.x01'],
    [2, 4_999, '.x03'],
    [2, 5_000, '.x04'],
  ])('%d payments, all of %d cents', (count, mean, outcome) => {
    expect(parity(paymentOf(5_000n), usual(count, mean, 0))).toEqual([outcome, 0])
  })
})

testSettlingOnly(createRuleProbe(largeAmountDebtor, published), usual(5, 125_075, 100), ['.01', 0])

test.each([
  { scale: 'log2' },
  { minimumNumberOfTransactions: 1 },
  { minimumNumberOfTransactions: 2.5 },
  { standardDeviationFloor: -1 },
  { standardDeviationFloor: '0.2' },
])('%j is refused', (parameters) => {
  expect(largeAmountDebtor.bind(parameters)).toHaveProperty('problems')
})
