import type { FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { payeeBreadthDebtor } from './rule.ts'

const probe = createRuleProbe(payeeBreadthDebtor, tuned)

function accounts(
  distinct: number,
  counterparty: FactValues['counterparties']['counterparty'],
): { counterparties: FactValues['counterparties'] } {
  return { counterparties: { distinct, newcomers: 0, saturated: distinct >= 64, counterparty } }
}

test.each([
  [13, '.01', 14],
  [14, '.02', 15],
  [38, '.02', 39],
  [39, '.03', 40],
  [64, '.03', 64],
])('%d accounts and a new one', (distinct, outcome, value) => {
  expect(probe(settledPayment, accounts(distinct, 'unknown'))).toEqual([outcome, value])
  expect(probe(settledPayment, accounts(distinct, 'returning'))).toEqual([outcome, value])
})

test.each(['newcomer', 'established'] as const)('one that is %s is counted already', (counterparty) => {
  expect(probe(settledPayment, accounts(5, counterparty))[1]).toBe(5)
})

test('no history', () => {
  expect(probe(settledPayment, accounts(0, 'unknown'))).toEqual(['.01', 1])
})

testSettlingOnly(probe, accounts(3, 'unknown'), ['.01', 4])

test('accounts that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('counterparties')
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(payeeBreadthDebtor.bind({ maxQueryRange })).toHaveProperty('problems')
})
