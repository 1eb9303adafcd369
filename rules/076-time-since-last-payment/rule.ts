import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How long ago the debtor account last paid, in milliseconds. */
export const timeSinceLastPayment = defineRule({
  id: '076@1.0.0',
  title: "Time since the debtor account's last payment",
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  valueUnit: 'milliseconds',
  parameters,
  needs: () => ({ latest: { kind: 'latest-payments', party: 'debtor', direction: 'sent', limit: 1 } }),
  evaluate({ payment, facts: { latest } }) {
    const [newest] = latest
    const early = exitIfSelfTransfer(payment)
    if (early !== undefined || newest === undefined) {
      return early ?? exit('.x01')
    }
    return measure(Math.max(0, payment.occurredAtMs - newest.atMs))
  },
})
