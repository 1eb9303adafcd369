import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How long the debtor account was silent until now, or until a few days ago, in milliseconds. */
export const reactivationDebtor = defineRule({
  id: '116@1.0.0',
  title: 'Silence that the debtor account has just broken',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  valueUnit: 'milliseconds',
  parameters,
  needs: ({ endedWithinMs }) => ({ silence: { kind: 'silence', party: 'debtor', endedWithinMs } }),
  evaluate: ({ payment, facts: { silence } }) =>
    exitUnlessSettling(payment) ?? (silence === null ? exit('.x01') : measure(silence.lengthMs)),
})
