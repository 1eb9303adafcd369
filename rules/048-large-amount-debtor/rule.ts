import { defineRule } from '@pantau/rule-kit'
import { AMOUNT_DEVIATION_EXITS, measureAmountDeviation } from '../amount-deviation.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How unusual this payment's amount is among those that the debtor account paid before. */
export const largeAmountDebtor = defineRule({
  id: '048@1.0.0',
  title: 'Amount against what the debtor account usually pays',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, ...AMOUNT_DEVIATION_EXITS],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: ({ scale = 'linear' }) => ({
    usual: { kind: 'amount-statistics', party: 'debtor', direction: 'sent', scale },
  }),
  evaluate: ({ payment, facts: { usual }, parameters: configured }) =>
    exitUnlessSettling(payment) ??
    measureAmountDeviation(payment.instruction.instructed.amountMinor, usual, configured),
})
