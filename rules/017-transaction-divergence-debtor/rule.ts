import { defineRule, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer } from '../early-exit.ts'
import { ownCount } from '../own-count.ts'
import { parameters } from './parameters.ts'

/** How often the debtor account paid in a trailing window, this payment included if it settles. */
export const transactionDivergenceDebtor = defineRule({
  id: '017@1.0.0',
  title: 'Transaction divergence from the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  bandEdgeMax: 63,
  parameters,
  needs: ({ maxQueryRange }) => ({
    payments: { kind: 'payment-count', party: 'debtor', direction: 'sent', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts }) =>
    exitIfSelfTransfer(payment) ?? measure(facts.payments.count + ownCount(payment)),
})
