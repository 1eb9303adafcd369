import { defineRule, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** Whether money moves between two accounts of one holder. */
export const sameHolder = defineRule({
  id: '114@1.0.0',
  title: 'Debtor and creditor are one holder',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({}),
  evaluate({ payment }) {
    const { debtor, creditor } = payment.instruction
    return exitIfSelfTransfer(payment) ?? measure(debtor.entityId === creditor.entityId ? 1 : 0)
  },
})
