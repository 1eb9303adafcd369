import { classify, defineRule } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** What the payment is for: its purpose code, where it has one. */
export const transactionType = defineRule({
  id: '078@1.0.0',
  title: 'Purpose of the payment',
  outcomeShape: 'cases',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({}),
  evaluate: ({ payment }) => exitIfSelfTransfer(payment) ?? classify(payment.instruction.purposeCode ?? ''),
})
