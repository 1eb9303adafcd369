import { ATTEMPTS_MAX, defineRule, exit, measure, settlementOf } from '@pantau/rule-kit'
import { parameters } from './parameters.ts'

/** How often the creditor account was paid in a trailing window: attempts of any status count, and so does this payment. */
export const incomingPaymentsCreditor = defineRule({
  id: '902@4.0.0',
  title: 'Incoming payments of the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.002.001.12'],
  exits: ['.x00'],
  fixedOutcomes: [],
  bandEdgeMax: ATTEMPTS_MAX - 1,
  parameters,
  needs: ({ maxQueryRange }) => ({
    attempts: { kind: 'attempt-count', party: 'creditor', direction: 'received', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts }) =>
    settlementOf(payment) === 'settled' ? measure(facts.attempts.count) : exit('.x00'),
})
