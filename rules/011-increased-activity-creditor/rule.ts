import { defineRule } from '@pantau/rule-kit'
import { ACTIVITY_INCREASE_EXITS, intervalCounts, measureActivityIncrease } from '../activity-increase.ts'
import { exitUnlessSettling } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How far above its usual number of incoming payments the creditor account is in the current interval, this payment included. */
export const increasedActivityCreditor = defineRule({
  id: '011@1.0.0',
  title: 'Increased number of incoming payments of the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00', ...ACTIVITY_INCREASE_EXITS],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  parameters,
  needs: (configured) => ({
    counts: intervalCounts({ party: 'creditor', direction: 'received' }, configured),
  }),
  evaluate: ({ payment, facts: { counts }, parameters: configured }) =>
    exitUnlessSettling(payment) ?? measureActivityIncrease(counts, configured),
})
