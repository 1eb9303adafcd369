import { defineRule } from '@pantau/rule-kit'
import { ACTIVITY_INCREASE_EXITS, intervalCounts, measureActivityIncrease } from '../activity-increase.ts'
import { exitUnlessSettling } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How far above its usual number of outgoing payments the debtor account is in the current interval, this payment included. */
export const increasedActivityDebtor = defineRule({
  id: '010@1.0.0',
  title: 'Increased number of outgoing payments of the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00', ...ACTIVITY_INCREASE_EXITS],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  parameters,
  needs: (configured) => ({ counts: intervalCounts({ party: 'debtor', direction: 'sent' }, configured) }),
  evaluate: ({ payment, facts: { counts }, parameters: configured }) =>
    exitUnlessSettling(payment) ?? measureActivityIncrease(counts, configured),
})
