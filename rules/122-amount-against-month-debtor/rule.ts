import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { ratioOf } from '../ratio-of.ts'
import { parameters } from './parameters.ts'

/** How often all that the debtor account paid in a trailing window goes into this payment. */
export const amountAgainstMonthDebtor = defineRule({
  id: '122@1.0.0',
  title: 'Payment against what the debtor account usually pays in a month',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: ({ maxQueryRange }) => ({
    debits: { kind: 'amount-sum', party: 'debtor', direction: 'sent', windowMs: maxQueryRange },
  }),
  evaluate({ payment, facts: { debits } }) {
    const early = exitUnlessSettling(payment)
    const debitsMinor = BigInt(debits.amountMinor)
    if (early !== undefined || debitsMinor === 0n) {
      return early ?? exit('.x01')
    }
    return measure(ratioOf(payment.instruction.instructed.amountMinor, debitsMinor))
  },
})
