import { defineRule, measure } from '@pantau/rule-kit'
import { COUNTED_MAX } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How many settled payments the creditor account made in a trailing window. */
export const outgoingPaymentsCreditor = defineRule({
  id: '121@1.0.0',
  title: 'Payments made by the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: COUNTED_MAX - 1,
  parameters,
  needs: ({ maxQueryRange }) => ({
    payments: { kind: 'payment-count', party: 'creditor', direction: 'sent', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts: { payments } }) => exitUnlessSettling(payment) ?? measure(payments.count),
})
