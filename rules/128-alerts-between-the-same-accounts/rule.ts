import { defineRule, measure } from '@pantau/rule-kit'
import { COUNTED_MAX } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How many other payments between the two accounts, in either direction, alerted in a trailing window. */
export const alertsBetweenTheSameAccounts = defineRule({
  id: '128@1.0.0',
  title: 'Alerts between the same accounts',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: COUNTED_MAX - 1,
  parameters,
  needs: ({ maxQueryRange }) => ({
    debtor: { kind: 'account-alerts', party: 'debtor', windowMs: maxQueryRange },
    creditor: { kind: 'account-alerts', party: 'creditor', windowMs: maxQueryRange },
  }),
  // The same payments, but for an account with so many alerts that older ones are not looked at.
  evaluate: ({ payment, facts: { debtor, creditor } }) =>
    exitUnlessSettling(payment) ?? measure(Math.max(debtor.samePair, creditor.samePair)),
})
