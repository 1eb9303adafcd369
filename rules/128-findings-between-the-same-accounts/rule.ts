import { defineRule, measure } from '@pantau/rule-kit'
import { COUNTED_MAX } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How many other payments between the two accounts, in either direction, have a finding in a trailing window. */
export const findingsBetweenTheSameAccounts = defineRule({
  id: '128@1.0.0',
  title: 'Findings between the same accounts',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: COUNTED_MAX - 1,
  parameters,
  needs: ({ maxQueryRange }) => ({
    debtor: { kind: 'account-findings', party: 'debtor', windowMs: maxQueryRange },
    creditor: { kind: 'account-findings', party: 'creditor', windowMs: maxQueryRange },
  }),
  // The same payments, but for an account with so many findings that older ones are not looked at.
  evaluate: ({ payment, facts: { debtor, creditor } }) =>
    exitUnlessSettling(payment) ?? measure(Math.max(debtor.samePair, creditor.samePair)),
})
