import { defineRule, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters, SENDERS_MAX } from './parameters.ts'

/** How many of those who paid the creditor account were funded by one account that funded the debtor account too. */
export const sharedUpstreamSource = defineRule({
  id: '110@1.0.0',
  title: 'Senders of the creditor account with one source',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: SENDERS_MAX,
  parameters,
  needs: ({ maxQueryRange }) => ({ source: { kind: 'common-funder', windowMs: maxQueryRange } }),
  evaluate: ({ payment, facts: { source }, parameters: { minimumNumberOfSenders } }) =>
    exitUnlessSettling(payment) ?? measure(source.senders < minimumNumberOfSenders ? 0 : source.shared),
})
