import { defineRule, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { ownCount } from '../own-count.ts'
import { parameters } from './parameters.ts'

/** How many payments to the creditor account have ever settled, with this one if it does. */
export const successfulPaymentsCreditor = defineRule({
  id: '045@1.0.0',
  title: 'Successful payments to the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({ payments: { kind: 'lifetime-count', party: 'creditor', direction: 'received' } }),
  evaluate: ({ payment, facts: { payments } }) =>
    exitIfSelfTransfer(payment) ?? measure(payments.count + ownCount(payment)),
})
