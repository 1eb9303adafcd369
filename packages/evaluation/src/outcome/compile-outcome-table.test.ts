import { classify, exit, measure, outcome } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { amountRule, currencyRule, exampleSet, flowRule } from '../../test/example-configuration.ts'
import { compileOutcomeTable } from './compile-outcome-table.ts'

const [amountConfiguration, currencyConfiguration] = exampleSet().rules
const amount = compileOutcomeTable(amountRule, amountConfiguration?.config ?? {})
const currency = compileOutcomeTable(currencyRule, currencyConfiguration?.config ?? {})
const flow = compileOutcomeTable(flowRule, {})

test('every outcome that a rule can give is named, errors among them', () => {
  expect(amount.references).toEqual(['.err', '.x00', '.01', '.02', '.03'])
  expect(currency.references).toEqual(['.err', '.01', '.02', '.00'])
  expect(flow.references).toEqual(['.err', 'none', 'block', 'override'])
})

test('a number lies in its band', () => {
  expect(amount.place(measure(-1))).toEqual({ outcome: '.01', value: -1 })
  expect(amount.place(measure(0))).toEqual({ outcome: '.02', value: 0 })
  expect(amount.place(measure(10_000))).toEqual({ outcome: '.03', value: 10_000 })
})

test('minus zero is written as zero, as JSON would', () => {
  expect(Object.is(amount.place(measure(-0)).value, 0)).toBe(true)
  expect(Object.is(amount.place(exit('.x00', -0)).value, 0)).toBe(true)
})

test('a text is its case, or the alternative', () => {
  expect(currency.place(classify('EUR'))).toEqual({ outcome: '.01', value: 0 })
  expect(currency.place(classify('JPY'))).toEqual({ outcome: '.00', value: 0 })
})

test('a number may be matched by cases too', () => {
  const table = compileOutcomeTable(currencyRule, {
    cases: {
      expressions: [{ subRuleRef: '.01', value: 7, reason: 'seven' }],
      alternative: { subRuleRef: '.00', reason: 'other' },
    },
  })
  expect(table.place(measure(7))).toEqual({ outcome: '.01', value: 7 })
  expect(table.place(measure(8))).toEqual({ outcome: '.00', value: 8 })
})

test('an exit keeps what was known by then', () => {
  expect(amount.place(exit('.x00', 12))).toEqual({ outcome: '.x00', value: 12 })
})

test('a fixed rule names its outcome itself', () => {
  expect(flow.place(outcome('block'))).toEqual({ outcome: 'block', value: 0 })
})

describe('what cannot be placed is .err with a reason', () => {
  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('the number %d', (value) => {
    const error = { outcome: '.err', value: 0, reason: 'The rule measured no finite number' }
    expect(amount.place(measure(value))).toEqual(error)
    expect(currency.place(measure(value))).toEqual(error)
    expect(amount.place(exit('.x00', value))).toEqual(error)
  })

  test.each([
    ['an exit that is not configured', amount, exit('.x07'), 'The exit condition .x07 is not configured'],
    [
      'a text where bands are',
      amount,
      classify('EUR'),
      'The rule measured a text, but no cases are configured',
    ],
    ['a number of a fixed rule', flow, measure(1), 'No configured band holds the measured number'],
    ['an outcome that is not declared', flow, outcome('stop'), 'The rule does not declare the outcome stop'],
    ['an outcome of a banded rule', amount, outcome('.01'), 'The rule does not declare the outcome .01'],
  ])('%s', (_name, table, measurement, reason) => {
    expect(table.place(measurement)).toEqual({ outcome: '.err', value: 0, reason })
  })
})
