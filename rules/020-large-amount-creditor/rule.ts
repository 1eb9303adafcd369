import { defineRule } from '@pantau/rule-kit'
import { AMOUNT_DEVIATION_EXITS, measureAmountDeviation } from '../amount-deviation.ts'
import { exitUnlessSettling } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How far this amount lies above what the creditor account usually receives. */
export const largeAmountCreditor = defineRule({
  id: '020@1.0.0',
  title: 'Large amount against the history of the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00', ...AMOUNT_DEVIATION_EXITS],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  parameters,
  needs: ({ scale = 'linear' }) => ({
    statistics: { kind: 'amount-statistics', party: 'creditor', direction: 'received', scale },
  }),
  evaluate: ({ payment, facts: { statistics }, parameters: configured }) =>
    exitUnlessSettling(payment) ??
    measureAmountDeviation(payment.instruction.instructed.amountMinor, statistics, configured),
})
