import { defineRule, measure } from '@pantau/rule-kit'
import { COUNTED_MAX } from '../counted-accounts.ts'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How many other payments of the debtor account have a finding in a trailing window. */
export const findingsOnTheDebtorAccount = defineRule({
  id: '125@1.0.0',
  title: 'Findings on the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: COUNTED_MAX - 1,
  parameters,
  needs: ({ maxQueryRange }) => ({
    findings: { kind: 'account-findings', party: 'debtor', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts: { findings } }) => exitUnlessSettling(payment) ?? measure(findings.count),
})
