import { defineRule, measure } from '@pantau/rule-kit'
import { COUNTED_MAX } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How many different accounts paid the debtor account in a trailing window. */
export const payerBreadthDebtor = defineRule({
  id: '119@1.0.0',
  title: 'Breadth of payers of the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: COUNTED_MAX - 1,
  parameters,
  needs: ({ maxQueryRange }) => ({
    others: { kind: 'counterparties', party: 'debtor', direction: 'received', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts: { others } }) => exitUnlessSettling(payment) ?? measure(others.distinct),
})
