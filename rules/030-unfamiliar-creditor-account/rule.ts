import { defineRule, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How often the debtor account has paid this creditor account, with this payment. */
export const unfamiliarCreditorAccount = defineRule({
  id: '030@1.0.0',
  title: 'Payments to this creditor account so far',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({ history: { kind: 'payee-history' } }),
  evaluate: ({ payment, facts: { history } }) =>
    exitUnlessSettling(payment) ?? measure((history?.count ?? 0) + 1),
})
