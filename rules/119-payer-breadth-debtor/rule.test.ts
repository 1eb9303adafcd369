import type { FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { payerBreadthDebtor } from './rule.ts'

const probe = createRuleProbe(payerBreadthDebtor, tuned)

function accounts(
  distinct: number,
  counterparty: FactValues['counterparties']['counterparty'],
): { counterparties: FactValues['counterparties'] } {
  return { counterparties: { distinct, newcomers: 0, saturated: distinct >= 64, counterparty } }
}

test.each([
  [0, '.01', 0],
  [14, '.01', 14],
  [15, '.02', 15],
  [39, '.02', 39],
  [40, '.03', 40],
  [64, '.03', 64],
])('%d accounts', (distinct, outcome, value) => {
  expect(probe(settledPayment, accounts(distinct, 'unknown'))).toEqual([outcome, value])
  expect(probe(settledPayment, accounts(distinct, 'established'))).toEqual([outcome, value])
})

testSettlingOnly(probe, accounts(3, 'unknown'), ['.01', 3])

test('accounts that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('counterparties')
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(payerBreadthDebtor.bind({ maxQueryRange })).toHaveProperty('problems')
})
