import { defineRule, outcome, TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { ConditionInForce, ConditionType } from '@pantau/rule-kit'
import { parameters } from './parameters.ts'

/**
 * Which condition in force decides the payment's flow, over its two entities and two accounts together: a block that cannot be
 * overridden, else an override, else a block.
 */
export const eventFlow = defineRule({
  id: 'EFRuP@4.0.0',
  title: 'Event-flow control',
  outcomeShape: 'fixed',
  transactionTypes: TRANSACTION_TYPES,
  exits: [],
  fixedOutcomes: ['none', 'block', 'override'],
  parameters,
  needs: () => ({ conditions: { kind: 'conditions' } }),
  evaluate({ facts: { conditions } }) {
    if (hasType(conditions, 'non-overridable-block')) {
      return outcome('block')
    }
    if (hasType(conditions, 'override')) {
      return outcome('override')
    }
    return outcome(hasType(conditions, 'overridable-block') ? 'block' : 'none')
  },
})

function hasType(conditions: readonly ConditionInForce[], type: ConditionType): boolean {
  return conditions.some((condition) => condition.type === type)
}
