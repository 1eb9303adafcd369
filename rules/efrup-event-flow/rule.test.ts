import { createExamplePayment, createFactLookup } from '@pantau/rule-kit'
import type { ConditionInForce, ConditionType, TransactionType } from '@pantau/rule-kit'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import configuration from './config.default.json' with { type: 'json' }
import { eventFlow } from './rule.ts'

const OWNERS = ['debtor-entity', 'debtor-account', 'creditor-entity', 'creditor-account'] as const

function evaluate(
  types: readonly ConditionType[],
  owner: ConditionInForce['owner'] = 'debtor-entity',
  transactionType: TransactionType = 'pacs.002.001.12',
) {
  const bound = eventFlow.bind(configuration.config.parameters)
  if ('problems' in bound) {
    throw new Error(JSON.stringify(bound.problems))
  }
  const conditions = types.map((type, index) => ({ conditionId: `c-${index}`, type, owner }))
  return bound.rule.evaluate(createExamplePayment({ transactionType }), createFactLookup({ conditions }))
}

test.each<[readonly ConditionType[], string]>([
  [[], 'none'],
  [['overridable-block'], 'block'],
  [['non-overridable-block'], 'block'],
  [['override'], 'override'],
  [['override', 'overridable-block'], 'override'],
  [['overridable-block', 'override'], 'override'],
  [['override', 'non-overridable-block'], 'block'],
  [['non-overridable-block', 'override'], 'block'],
  [['override', 'overridable-block', 'non-overridable-block'], 'block'],
  [['overridable-block', 'non-overridable-block'], 'block'],
  [['override', 'override'], 'override'],
])('%j is %s', (types, ref) => {
  expect(evaluate(types)).toEqual({ kind: 'outcome', ref })
})

test.each(OWNERS)('a condition on the %s counts', (owner) => {
  expect(evaluate(['overridable-block'], owner)).toEqual({ kind: 'outcome', ref: 'block' })
})

test.each(TRANSACTION_TYPES)('applies to %s', (transactionType) => {
  expect(eventFlow.transactionTypes).toContain(transactionType)
  expect(evaluate(['override'], 'debtor-entity', transactionType)).toEqual({
    kind: 'outcome',
    ref: 'override',
  })
})

test('a payment that was not completed is controlled all the same', () => {
  const bound = eventFlow.bind({})
  const lookUp = createFactLookup({ conditions: [] })
  expect('rule' in bound && bound.rule.evaluate(createExamplePayment({ status: 'RJCT' }), lookUp)).toEqual({
    kind: 'outcome',
    ref: 'none',
  })
})

test('conditions that were not captured are no absence of conditions', () => {
  const bound = eventFlow.bind({})
  expect(() => 'rule' in bound && bound.rule.evaluate(createExamplePayment(), createFactLookup({}))).toThrow(
    'The event does not carry the fact conditions',
  )
})
