import { expect, test } from 'vitest'
import { selectCase } from './select-case.ts'

const cases = {
  expressions: [
    { subRuleRef: '.01', value: 'MP2B', reason: 'to a merchant' },
    { subRuleRef: '.02', value: 5, reason: 'five' },
  ],
  alternative: { subRuleRef: '.00', reason: 'other' },
}

test.each([
  ['MP2B', '.01'],
  [5, '.02'],
  ['5', '.00'],
  ['mp2b', '.00'],
  ['MP2B ', '.00'],
  ['', '.00'],
  [0, '.00'],
])('%j is %s', (value, outcome) => {
  expect(selectCase(cases, value)).toBe(outcome)
})
