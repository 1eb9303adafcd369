import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How long ago the creditor account last settled a payment on either side, whatever became of this payment. */
export const accountDormancyCreditor = defineRule({
  id: '003@1.0.0',
  title: 'Dormancy of the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x01'],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  valueUnit: 'milliseconds',
  parameters,
  needs: () => ({ activity: { kind: 'activity-span', party: 'creditor' } }),
  evaluate({ payment, facts: { activity } }) {
    const excluded = exitIfSelfTransfer(payment)
    if (excluded !== undefined) {
      return excluded
    }
    return activity === null ? exit('.x01') : measure(Math.max(0, payment.occurredAtMs - activity.lastMs))
  },
})
