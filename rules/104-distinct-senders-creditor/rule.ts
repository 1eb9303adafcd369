import { defineRule, measure } from '@pantau/rule-kit'
import { accountsWithThisPayment, COUNTED_MAX } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How many different accounts paid the creditor account in a trailing window, with this payment. */
export const distinctSendersCreditor = defineRule({
  id: '104@1.0.0',
  title: 'Different accounts that paid the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: COUNTED_MAX - 1,
  parameters,
  needs: ({ maxQueryRange }) => ({
    others: { kind: 'counterparties', party: 'creditor', direction: 'received', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts: { others } }) =>
    exitUnlessSettling(payment) ?? measure(accountsWithThisPayment(others)),
})
