import { defineRule, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How often the debtor account was paid in a trailing window before it pays, whatever becomes of this payment. */
export const transactionConvergenceDebtor = defineRule({
  id: '002@1.0.0',
  title: 'Transaction convergence on the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  bandEdgeMax: 63,
  parameters,
  needs: ({ maxQueryRange }) => ({
    payments: { kind: 'payment-count', party: 'debtor', direction: 'received', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts }) => exitIfSelfTransfer(payment) ?? measure(facts.payments.count),
})
