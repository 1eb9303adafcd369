import accountAgeCreditor from './001-account-age-creditor/config.parity.json' with { type: 'json' }
import transactionConvergenceDebtor from './002-transaction-convergence-debtor/config.parity.json' with { type: 'json' }
import accountDormancyCreditor from './003-account-dormancy-creditor/config.parity.json' with { type: 'json' }
import accountDormancyDebtor from './004-account-dormancy-debtor/config.parity.json' with { type: 'json' }
import similarAmountsDebtor from './006-similar-amounts-debtor/config.parity.json' with { type: 'json' }
import similarDescriptionsDebtor from './007-similar-descriptions-debtor/config.parity.json' with { type: 'json' }
import repeatedCreditorDebtor from './008-repeated-creditor-debtor/config.parity.json' with { type: 'json' }
import increasedActivityDebtor from './010-increased-activity-debtor/config.parity.json' with { type: 'json' }
import increasedActivityCreditor from './011-increased-activity-creditor/config.parity.json' with { type: 'json' }
import transactionConvergenceCreditor from './016-transaction-convergence-creditor/config.parity.json' with { type: 'json' }
import transactionDivergenceDebtor from './017-transaction-divergence-debtor/config.parity.json' with { type: 'json' }
import largeTransferDebtor from './018-large-transfer-debtor/config.parity.json' with { type: 'json' }
import largeAmountCreditor from './020-large-amount-creditor/config.parity.json' with { type: 'json' }
import similarAmountsCreditor from './021-similar-amounts-creditor/config.parity.json' with { type: 'json' }
import mirroringCreditor from './024-mirroring-creditor/config.parity.json' with { type: 'json' }
import mirroringDebtor from './025-mirroring-debtor/config.parity.json' with { type: 'json' }
import commissionedMirroringCreditor from './026-commissioned-mirroring-creditor/config.parity.json' with { type: 'json' }
import commissionedMirroringDebtor from './027-commissioned-mirroring-debtor/config.parity.json' with { type: 'json' }
import ageClassificationDebtor from './028-age-classification-debtor/config.parity.json' with { type: 'json' }
import unfamiliarCreditorAccount from './030-unfamiliar-creditor-account/config.parity.json' with { type: 'json' }
import successfulPaymentsDebtor from './044-successful-payments-debtor/config.parity.json' with { type: 'json' }
import successfulPaymentsCreditor from './045-successful-payments-creditor/config.parity.json' with { type: 'json' }
import largeAmountDebtor from './048-large-amount-debtor/config.parity.json' with { type: 'json' }
import benfordDebtor from './054-benford-debtor/config.parity.json' with { type: 'json' }
import benfordCreditor from './063-benford-creditor/config.parity.json' with { type: 'json' }
import speedBetweenLocations from './074-speed-between-locations/config.parity.json' with { type: 'json' }
import habitualLocations from './075-habitual-locations/config.parity.json' with { type: 'json' }
import timeSinceLastPayment from './076-time-since-last-payment/config.parity.json' with { type: 'json' }
import transactionType from './078-transaction-type/config.parity.json' with { type: 'json' }
import multipleAccountsDebtor from './083-multiple-accounts-debtor/config.parity.json' with { type: 'json' }
import multipleAccountsCreditor from './084-multiple-accounts-creditor/config.parity.json' with { type: 'json' }
import upstreamDivergence from './090-upstream-divergence/config.parity.json' with { type: 'json' }
import regulatoryThreshold from './091-regulatory-threshold/config.parity.json' with { type: 'json' }

/**
 * The published configurations, as they would be uploaded, of the rules that have one: same identifier, parameters, exits and bands.
 * For whoever compares with another deployment; the defaults are tuned. Not checked here: that is done where configuration is compiled.
 */
export const parityRuleConfigurations: readonly unknown[] = [
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
]
