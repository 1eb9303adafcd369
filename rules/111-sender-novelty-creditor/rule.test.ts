import type { FactValues } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { senderNoveltyCreditor } from './rule.ts'

const probe = createRuleProbe(senderNoveltyCreditor, tuned)

function accounts(
  distinct: number,
  newcomers: number,
  counterparty: FactValues['counterparties']['counterparty'],
): { counterparties: FactValues['counterparties'] } {
  return { counterparties: { distinct, newcomers, saturated: distinct >= 64, counterparty } }
}

test.each([
  [5, 5, 'unknown', '.03', 1],
  [2, 0, 'unknown', '.01', 1 / 3],
  [9, 4, 'unknown', '.02', 0.5],
  [9, 4, 'returning', '.01', 0.4],
  [9, 8, 'unknown', '.03', 0.9],
  [9, 8, 'returning', '.02', 0.8],
  [10, 9, 'newcomer', '.03', 0.9],
  [10, 9, 'established', '.03', 0.9],
  [10, 0, 'established', '.01', 0],
] as const)(
  'of %d senders %d are new, and this one is %s',
  (distinct, newcomers, counterparty, outcome, value) => {
    expect(probe(settledPayment, accounts(distinct, newcomers, counterparty))).toEqual([outcome, value])
  },
)

test.each([
  [0, 'unknown'],
  [1, 'unknown'],
  [2, 'newcomer'],
] as const)('too few: %d, and one that is %s', (distinct, counterparty) => {
  expect(probe(settledPayment, accounts(distinct, 0, counterparty))).toEqual(['.x01', 0])
})

testSettlingOnly(probe, accounts(3, 1, 'unknown'), ['.02', 0.5])

test('accounts that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('counterparties')
})

test.each([
  {},
  { maxQueryRange: 1 },
  { maxQueryRange: 1, minimumNumberOfSenders: 0 },
  { maxQueryRange: 1, minimumNumberOfSenders: 61 },
  { maxQueryRange: 0, minimumNumberOfSenders: 3 },
])('%j is refused', (parameters) => {
  expect(senderNoveltyCreditor.bind(parameters)).toHaveProperty('problems')
})
