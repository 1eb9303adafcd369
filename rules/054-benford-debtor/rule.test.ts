import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { benfordDebtor } from './rule.ts'

const probe = createRuleProbe(benfordDebtor, tuned)
const parity = createRuleProbe(benfordDebtor, published)
const digits = (counts: readonly number[]) => ({ 'first-digits': { counts } })
const EVEN = [6, 7, 7, 7, 7, 7, 7, 6, 6]
const LIKE_BENFORD = [18, 11, 7, 6, 5, 4, 3, 3, 3]
const times = (factor: number, counts: readonly number[]) => counts.map((count) => count * factor)

test.each([
  ['no history', times(0, EVEN), '.x01', 0],
  ['49 amounts', [9, 5, 5, 5, 5, 5, 5, 5, 5], '.x01', 0],
  ['60 amounts with even digits', EVEN, '.02', 23.03],
  ['60 amounts as in real accounts', LIKE_BENFORD, '.01', 0.16],
])('as published, %s', (_name, counts, outcome, value) => {
  const found = parity(settledPayment, digits(counts))
  expect([found[0], Math.round(found[1] * 100) / 100]).toEqual([outcome, value])
})

test.each([
  ['60 amounts are too few', EVEN, '.x01'],
  ['120 amounts as in real accounts', times(2, LIKE_BENFORD), '.01'],
  ['120 amounts, a little off', [26, 14, 28, 14, 10, 8, 7, 7, 6], '.02'],
  ['120 amounts with even digits', times(2, EVEN), '.03'],
  [
    '60,000 amounts as in real accounts, with the small deviations that those have',
    times(1000, LIKE_BENFORD),
    '.01',
  ],
  ['60,000 amounts with even digits', times(1000, EVEN), '.03'],
])('%s', (_name, counts, outcome) => {
  expect(probe(settledPayment, digits(counts))[0]).toBe(outcome)
})

test('chi-square would reject those 60,000', () => {
  expect(parity(settledPayment, digits(times(1000, LIKE_BENFORD)))[0]).toBe('.02')
})

test('exactly from 110 amounts on', () => {
  const amounts = [33, 19, 14, 11, 9, 7, 6, 6, 5]
  expect(probe(settledPayment, digits(amounts))[0]).toBe('.01')
  expect(probe(settledPayment, digits(amounts.with(0, 32)))).toEqual(['.x01', 0])
})

testSettlingOnly(probe, digits(times(0, EVEN)), ['.x01', 0])

test.each([
  {},
  { minimumNumberOfTransactions: 19 },
  { minimumNumberOfTransactions: '50' },
  { minimumNumberOfTransactions: 50, chiSquareMaximumNumberOfTransactions: 0 },
])('%j is refused', (parameters) => {
  expect(benfordDebtor.bind(parameters)).toHaveProperty('problems')
})
