import { defineRule, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { ownCount } from '../own-count.ts'
import { parameters } from './parameters.ts'

/** How many payments from the debtor account have ever settled, with this one if it does. */
export const successfulPaymentsDebtor = defineRule({
  id: '044@1.0.0',
  title: 'Successful payments from the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({ payments: { kind: 'lifetime-count', party: 'debtor', direction: 'sent' } }),
  evaluate: ({ payment, facts: { payments } }) =>
    exitIfSelfTransfer(payment) ?? measure(payments.count + ownCount(payment)),
})
