import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How long ago the newest payment of either account with a finding was made, in milliseconds. */
export const timeSinceAFindingOnEitherAccount = defineRule({
  id: '127@1.0.0',
  title: 'Time since a finding on either account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  valueUnit: 'milliseconds',
  parameters,
  needs: ({ maxQueryRange }) => ({
    debtor: { kind: 'account-findings', party: 'debtor', windowMs: maxQueryRange },
    creditor: { kind: 'account-findings', party: 'creditor', windowMs: maxQueryRange },
  }),
  evaluate({ payment, facts: { debtor, creditor } }) {
    const early = exitUnlessSettling(payment)
    const latestMs = Math.max(debtor.latestMs ?? -Infinity, creditor.latestMs ?? -Infinity)
    if (early !== undefined || latestMs === -Infinity) {
      return early ?? exit('.x01')
    }
    return measure(Math.max(0, payment.occurredAtMs - latestMs))
  },
})
