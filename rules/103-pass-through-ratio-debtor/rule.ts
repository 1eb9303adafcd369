import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { ratioOf } from '../ratio-of.ts'
import { parameters } from './parameters.ts'

/** How much of what came in the debtor account has passed on in a trailing window, with this payment. */
export const passThroughRatioDebtor = defineRule({
  id: '103@1.0.0',
  title: 'Share of incoming money that the debtor account passes on',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: ({ maxQueryRange }) => ({
    debits: { kind: 'amount-sum', party: 'debtor', direction: 'sent', windowMs: maxQueryRange },
    credits: { kind: 'amount-sum', party: 'debtor', direction: 'received', windowMs: maxQueryRange },
  }),
  evaluate({ payment, facts: { debits, credits } }) {
    const early = exitUnlessSettling(payment)
    const creditsMinor = BigInt(credits.amountMinor)
    if (early !== undefined || creditsMinor === 0n) {
      return early ?? exit('.x01')
    }
    const debitsMinor = BigInt(debits.amountMinor) + payment.instruction.instructed.amountMinor
    return measure(ratioOf(debitsMinor, creditsMinor))
  },
})
