import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How long the debtor account has been in use, in milliseconds. */
export const accountAgeDebtor = defineRule({
  id: '115@1.0.0',
  title: 'Age of the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  valueUnit: 'milliseconds',
  parameters,
  needs: () => ({ activity: { kind: 'activity-span', party: 'debtor' } }),
  evaluate({ payment, facts: { activity } }) {
    const early = exitIfSelfTransfer(payment)
    if (early !== undefined || activity === null) {
      return early ?? exit('.x01')
    }
    return measure(Math.max(0, payment.occurredAtMs - activity.firstMs))
  },
})
