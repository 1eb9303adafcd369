import accountAgeCreditor from './001-account-age-creditor/config.default.json' with { type: 'json' }
import transactionConvergenceDebtor from './002-transaction-convergence-debtor/config.default.json' with { type: 'json' }
import accountDormancyCreditor from './003-account-dormancy-creditor/config.default.json' with { type: 'json' }
import accountDormancyDebtor from './004-account-dormancy-debtor/config.default.json' with { type: 'json' }
import similarAmountsDebtor from './006-similar-amounts-debtor/config.default.json' with { type: 'json' }
import similarDescriptionsDebtor from './007-similar-descriptions-debtor/config.default.json' with { type: 'json' }
import repeatedCreditorDebtor from './008-repeated-creditor-debtor/config.default.json' with { type: 'json' }
import increasedActivityDebtor from './010-increased-activity-debtor/config.default.json' with { type: 'json' }
import increasedActivityCreditor from './011-increased-activity-creditor/config.default.json' with { type: 'json' }
import transactionConvergenceCreditor from './016-transaction-convergence-creditor/config.default.json' with { type: 'json' }
import transactionDivergenceDebtor from './017-transaction-divergence-debtor/config.default.json' with { type: 'json' }
import largeTransferDebtor from './018-large-transfer-debtor/config.default.json' with { type: 'json' }
import largeAmountCreditor from './020-large-amount-creditor/config.default.json' with { type: 'json' }
import similarAmountsCreditor from './021-similar-amounts-creditor/config.default.json' with { type: 'json' }
import mirroringCreditor from './024-mirroring-creditor/config.default.json' with { type: 'json' }
import mirroringDebtor from './025-mirroring-debtor/config.default.json' with { type: 'json' }
import commissionedMirroringCreditor from './026-commissioned-mirroring-creditor/config.default.json' with { type: 'json' }
import commissionedMirroringDebtor from './027-commissioned-mirroring-debtor/config.default.json' with { type: 'json' }
import ageClassificationDebtor from './028-age-classification-debtor/config.default.json' with { type: 'json' }
import unfamiliarCreditorAccount from './030-unfamiliar-creditor-account/config.default.json' with { type: 'json' }
import unfamiliarCreditorAccountFine from './030-unfamiliar-creditor-account/config.fine.json' with { type: 'json' }
import successfulPaymentsDebtor from './044-successful-payments-debtor/config.default.json' with { type: 'json' }
import successfulPaymentsDebtorFine from './044-successful-payments-debtor/config.fine.json' with { type: 'json' }
import successfulPaymentsCreditor from './045-successful-payments-creditor/config.default.json' with { type: 'json' }
import successfulPaymentsCreditorFine from './045-successful-payments-creditor/config.fine.json' with { type: 'json' }
import largeAmountDebtor from './048-large-amount-debtor/config.default.json' with { type: 'json' }
import benfordDebtor from './054-benford-debtor/config.default.json' with { type: 'json' }
import benfordCreditor from './063-benford-creditor/config.default.json' with { type: 'json' }
import speedBetweenLocations from './074-speed-between-locations/config.default.json' with { type: 'json' }
import habitualLocations from './075-habitual-locations/config.default.json' with { type: 'json' }
import timeSinceLastPayment from './076-time-since-last-payment/config.default.json' with { type: 'json' }
import transactionType from './078-transaction-type/config.default.json' with { type: 'json' }
import multipleAccountsDebtor from './083-multiple-accounts-debtor/config.default.json' with { type: 'json' }
import multipleAccountsCreditor from './084-multiple-accounts-creditor/config.default.json' with { type: 'json' }
import upstreamDivergence from './090-upstream-divergence/config.default.json' with { type: 'json' }
import regulatoryThreshold from './091-regulatory-threshold/config.default.json' with { type: 'json' }
import regulatoryThresholdSize from './091-regulatory-threshold/config.size.json' with { type: 'json' }
import subThresholdSeriesDebtor from './101-sub-threshold-series-debtor/config.default.json' with { type: 'json' }
import subThresholdSeriesCreditor from './102-sub-threshold-series-creditor/config.default.json' with { type: 'json' }
import passThroughRatioDebtor from './103-pass-through-ratio-debtor/config.default.json' with { type: 'json' }
import passThroughRatioDebtorWeek from './103-pass-through-ratio-debtor/config.week.json' with { type: 'json' }
import distinctSendersCreditor from './104-distinct-senders-creditor/config.default.json' with { type: 'json' }
import distinctSendersCreditorWeek from './104-distinct-senders-creditor/config.week.json' with { type: 'json' }
import distinctPayeesDebtor from './105-distinct-payees-debtor/config.default.json' with { type: 'json' }
import distinctPayeesDebtorWeek from './105-distinct-payees-debtor/config.week.json' with { type: 'json' }
import newPayeeBurstDebtor from './106-new-payee-burst-debtor/config.default.json' with { type: 'json' }
import newPayeeBurstDebtorWeek from './106-new-payee-burst-debtor/config.week.json' with { type: 'json' }
import circularFlow from './107-circular-flow/config.default.json' with { type: 'json' }
import unusualHourDebtor from './108-unusual-hour-debtor/config.default.json' with { type: 'json' }
import drainRatioDebtor from './109-drain-ratio-debtor/config.default.json' with { type: 'json' }
import sharedUpstreamSource from './110-shared-upstream-source/config.default.json' with { type: 'json' }
import senderNoveltyCreditor from './111-sender-novelty-creditor/config.default.json' with { type: 'json' }
import senderNoveltyCreditorMonth from './111-sender-novelty-creditor/config.month.json' with { type: 'json' }
import payerBreadthCreditor from './112-payer-breadth-creditor/config.default.json' with { type: 'json' }
import payerBreadthCreditorFine from './112-payer-breadth-creditor/config.fine.json' with { type: 'json' }
import payeeBreadthDebtor from './113-payee-breadth-debtor/config.default.json' with { type: 'json' }
import payeeBreadthDebtorFine from './113-payee-breadth-debtor/config.fine.json' with { type: 'json' }
import sameHolder from './114-same-holder/config.default.json' with { type: 'json' }
import accountAgeDebtor from './115-account-age-debtor/config.default.json' with { type: 'json' }
import reactivationDebtor from './116-reactivation-debtor/config.default.json' with { type: 'json' }
import reactivationCreditor from './117-reactivation-creditor/config.default.json' with { type: 'json' }
import ageClassificationCreditor from './118-age-classification-creditor/config.default.json' with { type: 'json' }
import payerBreadthDebtor from './119-payer-breadth-debtor/config.default.json' with { type: 'json' }
import payerBreadthDebtorFine from './119-payer-breadth-debtor/config.fine.json' with { type: 'json' }
import relationshipLength from './120-relationship-length/config.default.json' with { type: 'json' }
import outgoingPaymentsCreditor from './121-outgoing-payments-creditor/config.default.json' with { type: 'json' }
import amountAgainstMonthDebtor from './122-amount-against-month-debtor/config.default.json' with { type: 'json' }
import recentCreditsDebtor from './123-recent-credits-debtor/config.default.json' with { type: 'json' }
import recentCreditsCreditor from './124-recent-credits-creditor/config.default.json' with { type: 'json' }
import findingsOnTheDebtorAccount from './125-findings-on-the-debtor-account/config.default.json' with { type: 'json' }
import findingsOnTheDebtorAccountDay from './125-findings-on-the-debtor-account/config.one-day.json' with { type: 'json' }
import findingsOnTheDebtorAccountWeek from './125-findings-on-the-debtor-account/config.week.json' with { type: 'json' }
import findingsOnTheCreditorAccount from './126-findings-on-the-creditor-account/config.default.json' with { type: 'json' }
import findingsOnTheCreditorAccountDay from './126-findings-on-the-creditor-account/config.one-day.json' with { type: 'json' }
import findingsOnTheCreditorAccountWeek from './126-findings-on-the-creditor-account/config.week.json' with { type: 'json' }
import timeSinceAFindingOnEitherAccount from './127-time-since-a-finding-on-either-account/config.default.json' with { type: 'json' }
import findingsBetweenTheSameAccounts from './128-findings-between-the-same-accounts/config.default.json' with { type: 'json' }
import nameOfTheCreditorAccount from './129-name-of-the-creditor-account/config.default.json' with { type: 'json' }
import outgoingPaymentsDebtor from './901-outgoing-payments-debtor/config.default.json' with { type: 'json' }
import incomingPaymentsCreditor from './902-incoming-payments-creditor/config.default.json' with { type: 'json' }
import eventFlow from './efrup-event-flow/config.default.json' with { type: 'json' }

/**
 * The default configuration of every rule, as it would be uploaded, and those that some rules have beside it, for another window or in finer bands. Not
 * checked here: that is done where configuration is compiled.
 */
export const defaultRuleConfigurations: readonly unknown[] = [
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
  unfamiliarCreditorAccountFine,
  successfulPaymentsDebtor,
  successfulPaymentsDebtorFine,
  successfulPaymentsCreditor,
  successfulPaymentsCreditorFine,
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
  regulatoryThresholdSize,
  subThresholdSeriesDebtor,
  subThresholdSeriesCreditor,
  passThroughRatioDebtor,
  passThroughRatioDebtorWeek,
  distinctSendersCreditor,
  distinctSendersCreditorWeek,
  distinctPayeesDebtor,
  distinctPayeesDebtorWeek,
  newPayeeBurstDebtor,
  newPayeeBurstDebtorWeek,
  circularFlow,
  unusualHourDebtor,
  drainRatioDebtor,
  sharedUpstreamSource,
  senderNoveltyCreditor,
  senderNoveltyCreditorMonth,
  payerBreadthCreditor,
  payerBreadthCreditorFine,
  payeeBreadthDebtor,
  payeeBreadthDebtorFine,
  sameHolder,
  accountAgeDebtor,
  reactivationDebtor,
  reactivationCreditor,
  ageClassificationCreditor,
  payerBreadthDebtor,
  payerBreadthDebtorFine,
  relationshipLength,
  outgoingPaymentsCreditor,
  amountAgainstMonthDebtor,
  recentCreditsDebtor,
  recentCreditsCreditor,
  findingsOnTheDebtorAccount,
  findingsOnTheDebtorAccountDay,
  findingsOnTheDebtorAccountWeek,
  findingsOnTheCreditorAccount,
  findingsOnTheCreditorAccountDay,
  findingsOnTheCreditorAccountWeek,
  timeSinceAFindingOnEitherAccount,
  findingsBetweenTheSameAccounts,
  nameOfTheCreditorAccount,
  outgoingPaymentsDebtor,
  incomingPaymentsCreditor,
  eventFlow,
]
