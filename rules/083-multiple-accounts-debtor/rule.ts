import { defineRule, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** The largest number of accounts of one holder that is still exact. */
const BAND_EDGE_MAX = 31

/** How many accounts the debtor's holder is known to hold. */
export const multipleAccountsDebtor = defineRule({
  id: '083@1.0.0',
  title: "Accounts of the debtor's holder",
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: BAND_EDGE_MAX,
  parameters,
  needs: () => ({ accounts: { kind: 'holder-accounts', party: 'debtor' } }),
  evaluate: ({ payment, facts: { accounts } }) => exitIfSelfTransfer(payment) ?? measure(accounts.count),
})
