import { describe, expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { unusualHourDebtor } from './rule.ts'

const probe = createRuleProbe(unusualHourDebtor, tuned)

/** So many payments at each of these hours. */
function profile(byHour: Readonly<Record<number, number>>): {
  'hour-profile': { counts: readonly number[] }
} {
  return { 'hour-profile': { counts: Array.from({ length: 24 }, (_, hour) => byHour[hour] ?? 0) } }
}
const at = (time: string) => ({ ...settledPayment, occurredAtMs: Date.parse(`2026-05-04T${time}Z`) })

describe('200 payments at noon', () => {
  test.each([
    ['03:00:00.000', '.01', 1 / 208],
    ['10:59:59.999', '.01', 1 / 208],
    ['11:00:00.000', '.03', 201 / 208],
    ['12:30:00.000', '.03', 201 / 208],
    ['13:59:59.999', '.03', 201 / 208],
    ['14:00:00.000', '.01', 1 / 208],
  ])('at %s', (time, outcome, value) => {
    expect(probe(at(time), profile({ 12: 200 }))).toEqual([outcome, value])
  })
})

test.each([
  [1, 91, '.02', 0.02],
  [1, 92, '.01', 2 / 101],
  [7, 85, '.03', 0.08],
  [7, 86, '.02', 8 / 101],
])('%d around the hour and %d at other hours', (around, others, outcome, value) => {
  expect(probe(at('03:00:00.000'), profile({ 3: around, 12: others }))).toEqual([outcome, value])
})

test.each([
  ['23:10:00.000', 0, '.03'],
  ['00:10:00.000', 23, '.03'],
  ['23:10:00.000', 1, '.01'],
])('midnight is no border: at %s, usually at %d', (time, hour, outcome) => {
  expect(probe(at(time), profile({ [hour]: 300 }))[0]).toBe(outcome)
})

test.each([0, 29])('%d payments are too few', (count) => {
  expect(probe(settledPayment, profile({ 12: count }))).toEqual(['.x01', 0])
})

testSettlingOnly(probe, profile({ 9: 32 }), ['.03', 33 / 40])

test('hours that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('hour-profile')
  expect(() => probe(settledPayment, { 'hour-profile': { counts: [60] } })).toThrow('24 hours')
})

test.each([{}, { minimumNumberOfTransactions: 0 }, { minimumNumberOfTransactions: '30' }])(
  '%j is refused',
  (parameters) => {
    expect(unusualHourDebtor.bind(parameters)).toHaveProperty('problems')
  },
)
