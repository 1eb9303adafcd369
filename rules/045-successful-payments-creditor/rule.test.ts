import { describe, expect, test } from 'vitest'
import { rejectedPayment, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testCountedIfSettling } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import fine from './config.fine.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { successfulPaymentsCreditor } from './rule.ts'

const probe = createRuleProbe(successfulPaymentsCreditor, tuned)
const before = (count: number) => ({ 'lifetime-count': { count } })

describe('a payment that settled', () => {
  test.each([
    [0, '.02', 1],
    [1, '.03', 2],
    [2, '.04', 3],
    [8, '.04', 9],
    [9, '.05', 10],
    [70_000, '.05', 70_001],
  ])('after %d', (count, outcome, value) => {
    expect(probe(settledPayment, before(count))).toEqual([outcome, value])
  })
})

describe('a payment that did not', () => {
  test.each([
    [0, '.01', 0],
    [1, '.02', 1],
    [2, '.03', 2],
    [3, '.04', 3],
  ])('after %d', (count, outcome, value) => {
    expect(probe(rejectedPayment, before(count))).toEqual([outcome, value])
    expect(createRuleProbe(successfulPaymentsCreditor, published)(rejectedPayment, before(count))).toEqual([
      outcome,
      value,
    ])
  })
})

testCountedIfSettling(probe, before(1), ['.03', 2], ['.02', 1])

test('a count that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('lifetime-count')
})

test.each([
  [0, '.02', 1],
  [3, '.04', 4],
  [4, '.05', 5],
  [9, '.06', 10],
  [19, '.07', 20],
  [49, '.08', 50],
  [98, '.08', 99],
  [99, '.09', 100],
])('in finer bands, after %d', (count, outcome, value) => {
  expect(createRuleProbe(successfulPaymentsCreditor, fine)(settledPayment, before(count))).toEqual([
    outcome,
    value,
  ])
})
