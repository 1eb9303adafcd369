import { defineRule, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { HUB_PAYMENTS_MAX, parameters } from './parameters.ts'

/** The largest number of payments of one funder that is still exact. */
const BAND_EDGE_MAX = 63

/** How many others were paid by the busiest of those who funded the debtor account. */
export const upstreamDivergence = defineRule({
  id: '090@1.0.0',
  title: 'Payments of those who funded the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: BAND_EDGE_MAX,
  parameters,
  needs: ({
    maxQueryRangeUpstream,
    maxQueryRangeDownstream,
    countBy = 'payments',
    hubMaximumNumberOfPayments = HUB_PAYMENTS_MAX,
  }) => ({
    fanOut: {
      kind: 'funder-fan-out',
      upstreamMs: maxQueryRangeUpstream,
      downstreamMs: maxQueryRangeDownstream,
      countBy,
      hubPaymentsMax: hubMaximumNumberOfPayments,
    },
  }),
  evaluate: ({ payment, facts: { fanOut } }) => exitIfSelfTransfer(payment) ?? measure(fanOut.largest),
})
