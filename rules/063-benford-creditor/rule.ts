import { defineRule } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { measureFirstDigits } from '../first-digit-deviation.ts'
import { parameters } from './parameters.ts'

/** Whether the amounts that the creditor account was paid look like amounts of real payments. */
export const benfordCreditor = defineRule({
  id: '063@1.0.0',
  title: 'First digits of amounts paid to the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({ digits: { kind: 'first-digits', party: 'creditor', direction: 'received' } }),
  evaluate: ({ payment, facts: { digits }, parameters: configured }) =>
    exitUnlessSettling(payment) ?? measureFirstDigits(digits, configured),
})
