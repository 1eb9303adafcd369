import { defineRule, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { ratioOf } from '../ratio-of.ts'
import { parameters } from './parameters.ts'

/** How often this payment goes into what the creditor account received in a trailing window, without this payment. */
export const recentCreditsCreditor = defineRule({
  id: '124@1.0.0',
  title: 'Recent credits of the creditor account against this payment',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: ({ maxQueryRange }) => ({
    credits: { kind: 'amount-sum', party: 'creditor', direction: 'received', windowMs: maxQueryRange },
  }),
  // A payment of nothing has no ratio to it: that is an error of the payment, and no band.
  evaluate: ({ payment, facts: { credits } }) =>
    exitUnlessSettling(payment) ??
    measure(ratioOf(BigInt(credits.amountMinor), payment.instruction.instructed.amountMinor)),
})
