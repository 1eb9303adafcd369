import { defineRule, exit, measure } from '@pantau/rule-kit'
import { completedYears } from '../completed-years.ts'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How old the debtor is, in completed years. */
export const ageClassificationDebtor = defineRule({
  id: '028@1.0.0',
  title: 'Age of the debtor',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({}),
  evaluate({ payment }) {
    const age = completedYears(payment.instruction.debtorBirthDate, payment.occurredAtMs)
    return exitIfSelfTransfer(payment) ?? (age === undefined ? exit(NOT_APPLICABLE) : measure(age))
  },
})
