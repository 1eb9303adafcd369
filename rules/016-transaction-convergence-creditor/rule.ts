import { defineRule, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer } from '../early-exit.ts'
import { ownCount } from '../own-count.ts'
import { parameters } from './parameters.ts'

/** How often the creditor account was paid in a trailing window, this payment included if it settles. */
export const transactionConvergenceCreditor = defineRule({
  id: '016@1.0.0',
  title: 'Transaction convergence on the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  bandEdgeMax: 63,
  parameters,
  needs: ({ maxQueryRange }) => ({
    payments: { kind: 'payment-count', party: 'creditor', direction: 'received', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts }) =>
    exitIfSelfTransfer(payment) ?? measure(facts.payments.count + ownCount(payment)),
})
