import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling } from '../early-exit.ts'
import { PAYMENTS_COMPARED_MAX } from '../payments-compared.ts'
import { parameters } from './parameters.ts'

/** How many of the debtor account's latest payments, this one included, go to this creditor account. */
export const repeatedCreditorDebtor = defineRule({
  id: '008@1.0.0',
  title: 'Outgoing payments of the debtor account to the same creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00', '.x01'],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  bandEdgeMax: PAYMENTS_COMPARED_MAX,
  parameters,
  needs: ({ maxQueryLimit }) => ({
    earlier: { kind: 'latest-payments', party: 'debtor', direction: 'sent', limit: maxQueryLimit - 1 },
  }),
  evaluate({ payment, facts: { earlier } }) {
    const excluded = exitUnlessSettling(payment)
    if (excluded !== undefined) {
      return excluded
    }
    return earlier.length === 0
      ? exit('.x01', 1)
      : measure(earlier.filter((each) => each.sameCounterparty).length + 1)
  },
})
