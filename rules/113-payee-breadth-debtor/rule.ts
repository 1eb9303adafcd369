import { defineRule, measure } from '@pantau/rule-kit'
import { accountsWithThisPayment } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** The largest number of accounts that is still exact. */
const BAND_EDGE_MAX = 63

/** How many different accounts the debtor account paid in a trailing window, with this payment. */
export const payeeBreadthDebtor = defineRule({
  id: '113@1.0.0',
  title: 'Breadth of payees of the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: BAND_EDGE_MAX,
  parameters,
  needs: ({ maxQueryRange }) => ({
    others: { kind: 'counterparties', party: 'debtor', direction: 'sent', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts: { others } }) =>
    exitUnlessSettling(payment) ?? measure(accountsWithThisPayment(others)),
})
