import type { FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import week from './config.week.json' with { type: 'json' }
import { newPayeeBurstDebtor } from './rule.ts'

const probe = createRuleProbe(newPayeeBurstDebtor, tuned)

function accounts(
  distinct: number,
  newcomers: number,
  counterparty: FactValues['counterparties']['counterparty'],
): { counterparties: FactValues['counterparties'] } {
  return { counterparties: { distinct, newcomers, saturated: distinct >= 64, counterparty } }
}

test.each([
  [0, '.01', 1],
  [1, '.02', 2],
  [2, '.03', 3],
  [3, '.03', 4],
  [4, '.04', 5],
  [64, '.04', 64],
])('after %d new payees, one more', (newcomers, outcome, value) => {
  expect(probe(settledPayment, accounts(newcomers, newcomers, 'unknown'))).toEqual([outcome, value])
})

test.each([
  ['newcomer', 3],
  ['established', 3],
  ['returning', 3],
] as const)('a payee that is %s is not one more', (counterparty, value) => {
  expect(probe(settledPayment, accounts(9, 3, counterparty))).toEqual(['.03', value])
})

test('a day of payments to old payees only', () => {
  expect(probe(settledPayment, accounts(9, 0, 'established'))).toEqual(['.01', 0])
})

testSettlingOnly(probe, accounts(4, 3, 'unknown'), ['.03', 4])

test('accounts that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('counterparties')
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(newPayeeBurstDebtor.bind({ maxQueryRange })).toHaveProperty('problems')
})

test.each([
  [0, '.01', 1],
  [1, '.02', 2],
  [3, '.03', 4],
  [4, '.04', 5],
  [6, '.04', 7],
  [7, '.05', 8],
])('in a week, after %d new payees, one more', (newcomers, outcome, value) => {
  expect(
    createRuleProbe(newPayeeBurstDebtor, week)(settledPayment, accounts(newcomers, newcomers, 'unknown')),
  ).toEqual([outcome, value])
})
