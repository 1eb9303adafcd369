import { defineRule, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** The largest number of accounts of one holder that is still exact. */
const BAND_EDGE_MAX = 31

/** How many accounts the creditor's holder is known to hold. */
export const multipleAccountsCreditor = defineRule({
  id: '084@1.0.0',
  title: "Accounts of the creditor's holder",
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: BAND_EDGE_MAX,
  parameters,
  needs: () => ({ accounts: { kind: 'holder-accounts', party: 'creditor' } }),
  evaluate: ({ payment, facts: { accounts } }) => exitIfSelfTransfer(payment) ?? measure(accounts.count),
})
