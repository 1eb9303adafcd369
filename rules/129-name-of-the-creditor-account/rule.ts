import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** Since when the creditor account goes by the name that this payment gives it, where it had another one before, in milliseconds. */
export const nameOfTheCreditorAccount = defineRule({
  id: '129@1.0.0',
  title: 'Age of the name of the creditor account, where it had another before',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01', '.x03', '.x04'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  valueUnit: 'milliseconds',
  parameters,
  needs: () => ({ name: { kind: 'account-name', party: 'creditor' } }),
  evaluate({ payment, facts: { name } }) {
    const early = exitUnlessSettling(payment)
    if (early !== undefined || name === null) {
      return early ?? exit(NOT_APPLICABLE)
    }
    if (name.saturated) {
      return exit('.x04')
    }
    const { sinceMs, otherSinceMs } = name
    if (otherSinceMs === null) {
      return exit(sinceMs === null ? '.x01' : '.x03')
    }
    if (sinceMs === null) {
      return measure(0)
    }
    return sinceMs <= otherSinceMs ? exit('.x03') : measure(payment.occurredAtMs - sinceMs)
  },
})
