import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How long ago the debtor account first paid this creditor account, in milliseconds. */
export const relationshipLength = defineRule({
  id: '120@1.0.0',
  title: 'Length of the relationship between debtor and creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  valueUnit: 'milliseconds',
  parameters,
  needs: () => ({ history: { kind: 'payee-history' } }),
  evaluate({ payment, facts: { history } }) {
    const early = exitUnlessSettling(payment)
    if (early !== undefined || history === null) {
      return early ?? exit('.x01')
    }
    return measure(Math.max(0, payment.occurredAtMs - history.firstMs))
  },
})
