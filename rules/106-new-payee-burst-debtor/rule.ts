import { defineRule, measure } from '@pantau/rule-kit'
import { COUNTED_MAX, newAccountsWithThisPayment } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How many accounts the debtor account paid for the first time ever in a trailing window, with this payment. */
export const newPayeeBurstDebtor = defineRule({
  id: '106@1.0.0',
  title: 'New payees of the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: COUNTED_MAX - 1,
  parameters,
  needs: ({ maxQueryRange }) => ({
    payees: { kind: 'counterparties', party: 'debtor', direction: 'sent', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts: { payees } }) =>
    exitUnlessSettling(payment) ?? measure(newAccountsWithThisPayment(payees)),
})
