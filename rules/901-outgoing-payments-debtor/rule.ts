import { ATTEMPTS_MAX, defineRule, exit, measure, settlementOf } from '@pantau/rule-kit'
import { parameters } from './parameters.ts'

/** How often the debtor account paid in a trailing window: attempts of any status count, and so does this payment. */
export const outgoingPaymentsDebtor = defineRule({
  id: '901@4.0.0',
  title: 'Outgoing payments of the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.002.001.12'],
  exits: ['.x00'],
  fixedOutcomes: [],
  bandEdgeMax: ATTEMPTS_MAX - 1,
  parameters,
  needs: ({ maxQueryRange }) => ({
    attempts: { kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts }) =>
    settlementOf(payment) === 'settled' ? measure(facts.attempts.count) : exit('.x00'),
})
