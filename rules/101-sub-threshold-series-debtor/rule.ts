import { defineRule, exit, measure } from '@pantau/rule-kit'
import { COUNTED_MAX } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How many payments just below the reporting threshold were paid by the debtor account, where this is one. */
export const subThresholdSeriesDebtor = defineRule({
  id: '101@1.0.0',
  title: 'Payments just below the threshold, paid by the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: COUNTED_MAX - 1,
  parameters,
  needs: ({ maxQueryRange, minimumShare, thresholds }) => ({
    series: {
      kind: 'near-threshold',
      party: 'debtor',
      direction: 'sent',
      windowMs: maxQueryRange,
      shareMin: minimumShare,
      thresholds,
    },
  }),
  evaluate({ payment, facts: { series } }) {
    const early = exitUnlessSettling(payment)
    if (early !== undefined || series === null) {
      return early ?? exit(NOT_APPLICABLE)
    }
    return measure(series.near ? Math.min(series.count + 1, COUNTED_MAX) : 0)
  },
})
