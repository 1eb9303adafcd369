import type { Rule } from '@pantau/rule-kit'
import { accountAgeCreditor } from './001-account-age-creditor/rule.ts'
import { transactionConvergenceDebtor } from './002-transaction-convergence-debtor/rule.ts'
import { accountDormancyCreditor } from './003-account-dormancy-creditor/rule.ts'
import { accountDormancyDebtor } from './004-account-dormancy-debtor/rule.ts'
import { transactionConvergenceCreditor } from './016-transaction-convergence-creditor/rule.ts'
import { transactionDivergenceDebtor } from './017-transaction-divergence-debtor/rule.ts'
import { ageClassificationDebtor } from './028-age-classification-debtor/rule.ts'
import { unfamiliarCreditorAccount } from './030-unfamiliar-creditor-account/rule.ts'
import { successfulPaymentsDebtor } from './044-successful-payments-debtor/rule.ts'
import { successfulPaymentsCreditor } from './045-successful-payments-creditor/rule.ts'
import { largeAmountDebtor } from './048-large-amount-debtor/rule.ts'
import { ageClassificationCreditor } from './118-age-classification-creditor/rule.ts'
import { outgoingPaymentsDebtor } from './901-outgoing-payments-debtor/rule.ts'
import { incomingPaymentsCreditor } from './902-incoming-payments-creditor/rule.ts'
import { eventFlow } from './efrup-event-flow/rule.ts'

/** Every rule of this library, written out: a rule that is not listed here does not exist. */
const rules: readonly Rule[] = [
  accountAgeCreditor,
  transactionConvergenceDebtor,
  accountDormancyCreditor,
  accountDormancyDebtor,
  transactionConvergenceCreditor,
  transactionDivergenceDebtor,
  ageClassificationDebtor,
  unfamiliarCreditorAccount,
  successfulPaymentsDebtor,
  successfulPaymentsCreditor,
  largeAmountDebtor,
  ageClassificationCreditor,
  outgoingPaymentsDebtor,
  incomingPaymentsCreditor,
  eventFlow,
]

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]))

/** The rules that this build can run, by `<name>@<version>`. */
export const ruleRegistry = {
  rules,
  find: (ruleId: string): Rule | undefined => rulesById.get(ruleId),
}
