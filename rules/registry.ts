import type { Rule } from '@pantau/rule-kit'
import { accountAgeCreditor } from './001-account-age-creditor/rule.ts'
import { transactionConvergenceDebtor } from './002-transaction-convergence-debtor/rule.ts'
import { accountDormancyCreditor } from './003-account-dormancy-creditor/rule.ts'
import { accountDormancyDebtor } from './004-account-dormancy-debtor/rule.ts'
import { similarAmountsDebtor } from './006-similar-amounts-debtor/rule.ts'
import { similarDescriptionsDebtor } from './007-similar-descriptions-debtor/rule.ts'
import { repeatedCreditorDebtor } from './008-repeated-creditor-debtor/rule.ts'
import { increasedActivityDebtor } from './010-increased-activity-debtor/rule.ts'
import { increasedActivityCreditor } from './011-increased-activity-creditor/rule.ts'
import { transactionConvergenceCreditor } from './016-transaction-convergence-creditor/rule.ts'
import { transactionDivergenceDebtor } from './017-transaction-divergence-debtor/rule.ts'
import { largeTransferDebtor } from './018-large-transfer-debtor/rule.ts'
import { largeAmountCreditor } from './020-large-amount-creditor/rule.ts'
import { similarAmountsCreditor } from './021-similar-amounts-creditor/rule.ts'
import { mirroringCreditor } from './024-mirroring-creditor/rule.ts'
import { mirroringDebtor } from './025-mirroring-debtor/rule.ts'
import { commissionedMirroringCreditor } from './026-commissioned-mirroring-creditor/rule.ts'
import { commissionedMirroringDebtor } from './027-commissioned-mirroring-debtor/rule.ts'
import { ageClassificationDebtor } from './028-age-classification-debtor/rule.ts'
import { unfamiliarCreditorAccount } from './030-unfamiliar-creditor-account/rule.ts'
import { successfulPaymentsDebtor } from './044-successful-payments-debtor/rule.ts'
import { successfulPaymentsCreditor } from './045-successful-payments-creditor/rule.ts'
import { largeAmountDebtor } from './048-large-amount-debtor/rule.ts'
import { benfordDebtor } from './054-benford-debtor/rule.ts'
import { benfordCreditor } from './063-benford-creditor/rule.ts'
import { speedBetweenLocations } from './074-speed-between-locations/rule.ts'
import { habitualLocations } from './075-habitual-locations/rule.ts'
import { timeSinceLastPayment } from './076-time-since-last-payment/rule.ts'
import { transactionType } from './078-transaction-type/rule.ts'
import { multipleAccountsDebtor } from './083-multiple-accounts-debtor/rule.ts'
import { multipleAccountsCreditor } from './084-multiple-accounts-creditor/rule.ts'
import { upstreamDivergence } from './090-upstream-divergence/rule.ts'
import { regulatoryThreshold } from './091-regulatory-threshold/rule.ts'
import { subThresholdSeriesDebtor } from './101-sub-threshold-series-debtor/rule.ts'
import { subThresholdSeriesCreditor } from './102-sub-threshold-series-creditor/rule.ts'
import { passThroughRatioDebtor } from './103-pass-through-ratio-debtor/rule.ts'
import { distinctSendersCreditor } from './104-distinct-senders-creditor/rule.ts'
import { distinctPayeesDebtor } from './105-distinct-payees-debtor/rule.ts'
import { newPayeeBurstDebtor } from './106-new-payee-burst-debtor/rule.ts'
import { circularFlow } from './107-circular-flow/rule.ts'
import { unusualHourDebtor } from './108-unusual-hour-debtor/rule.ts'
import { drainRatioDebtor } from './109-drain-ratio-debtor/rule.ts'
import { sharedUpstreamSource } from './110-shared-upstream-source/rule.ts'
import { senderNoveltyCreditor } from './111-sender-novelty-creditor/rule.ts'
import { payerBreadthCreditor } from './112-payer-breadth-creditor/rule.ts'
import { payeeBreadthDebtor } from './113-payee-breadth-debtor/rule.ts'
import { sameHolder } from './114-same-holder/rule.ts'
import { accountAgeDebtor } from './115-account-age-debtor/rule.ts'
import { reactivationDebtor } from './116-reactivation-debtor/rule.ts'
import { reactivationCreditor } from './117-reactivation-creditor/rule.ts'
import { ageClassificationCreditor } from './118-age-classification-creditor/rule.ts'
import { payerBreadthDebtor } from './119-payer-breadth-debtor/rule.ts'
import { relationshipLength } from './120-relationship-length/rule.ts'
import { outgoingPaymentsCreditor } from './121-outgoing-payments-creditor/rule.ts'
import { amountAgainstMonthDebtor } from './122-amount-against-month-debtor/rule.ts'
import { recentCreditsDebtor } from './123-recent-credits-debtor/rule.ts'
import { recentCreditsCreditor } from './124-recent-credits-creditor/rule.ts'
import { findingsOnTheDebtorAccount } from './125-findings-on-the-debtor-account/rule.ts'
import { findingsOnTheCreditorAccount } from './126-findings-on-the-creditor-account/rule.ts'
import { timeSinceAFindingOnEitherAccount } from './127-time-since-a-finding-on-either-account/rule.ts'
import { findingsBetweenTheSameAccounts } from './128-findings-between-the-same-accounts/rule.ts'
import { nameOfTheCreditorAccount } from './129-name-of-the-creditor-account/rule.ts'
import { outgoingPaymentsDebtor } from './901-outgoing-payments-debtor/rule.ts'
import { incomingPaymentsCreditor } from './902-incoming-payments-creditor/rule.ts'
import { eventFlow } from './efrup-event-flow/rule.ts'
import { overlapOf, riskOrderOf } from './rule-knowledge.ts'
import type { ConfiguredRule } from './rule-knowledge.ts'

/** Every rule of this library, written out: a rule that is not listed here does not exist. */
const rules: readonly Rule[] = [
  accountAgeCreditor,
  transactionConvergenceDebtor,
  accountDormancyCreditor,
  accountDormancyDebtor,
  similarAmountsDebtor,
  similarDescriptionsDebtor,
  repeatedCreditorDebtor,
  increasedActivityDebtor,
  increasedActivityCreditor,
  transactionConvergenceCreditor,
  transactionDivergenceDebtor,
  largeTransferDebtor,
  largeAmountCreditor,
  similarAmountsCreditor,
  mirroringCreditor,
  mirroringDebtor,
  commissionedMirroringCreditor,
  commissionedMirroringDebtor,
  ageClassificationDebtor,
  unfamiliarCreditorAccount,
  successfulPaymentsDebtor,
  successfulPaymentsCreditor,
  largeAmountDebtor,
  benfordDebtor,
  benfordCreditor,
  speedBetweenLocations,
  habitualLocations,
  timeSinceLastPayment,
  transactionType,
  multipleAccountsDebtor,
  multipleAccountsCreditor,
  upstreamDivergence,
  regulatoryThreshold,
  subThresholdSeriesDebtor,
  subThresholdSeriesCreditor,
  passThroughRatioDebtor,
  distinctSendersCreditor,
  distinctPayeesDebtor,
  newPayeeBurstDebtor,
  circularFlow,
  unusualHourDebtor,
  drainRatioDebtor,
  sharedUpstreamSource,
  senderNoveltyCreditor,
  payerBreadthCreditor,
  payeeBreadthDebtor,
  sameHolder,
  accountAgeDebtor,
  reactivationDebtor,
  reactivationCreditor,
  ageClassificationCreditor,
  payerBreadthDebtor,
  relationshipLength,
  outgoingPaymentsCreditor,
  amountAgainstMonthDebtor,
  recentCreditsDebtor,
  recentCreditsCreditor,
  findingsOnTheDebtorAccount,
  findingsOnTheCreditorAccount,
  timeSinceAFindingOnEitherAccount,
  findingsBetweenTheSameAccounts,
  nameOfTheCreditorAccount,
  outgoingPaymentsDebtor,
  incomingPaymentsCreditor,
  eventFlow,
]

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]))

function find(ruleId: string): Rule | undefined {
  return rulesById.get(ruleId)
}

/** The rules that this build can run, by `<name>@<version>`. */
export const ruleRegistry = {
  rules,
  find,
  /** For checking a configuration before it is activated. */
  knowledge: {
    riskOrder: riskOrderOf,
    overlap: (first: ConfiguredRule, second: ConfiguredRule): string | undefined =>
      overlapOf(first, second, find),
  },
}
