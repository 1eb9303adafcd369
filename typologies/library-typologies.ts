import structuredMultiPartyNetwork from './001-structured-multi-party-network/typology.json' with { type: 'json' }
import manySendersToOneAccount from './002-many-senders-to-one-account/typology.json' with { type: 'json' }
import collectAndForward from './005-collect-and-forward/typology.json' with { type: 'json' }
import structuringBelowReportingThreshold from './010-structuring-below-reporting-threshold/typology.json' with { type: 'json' }
import oneToManyDispersal from './011-one-to-many-dispersal/typology.json' with { type: 'json' }
import systematicTransfersInsideAGroup from './024-systematic-transfers-inside-a-group/typology.json' with { type: 'json' }
import authorisedPushPaymentScam from './028-authorised-push-payment-scam/typology.json' with { type: 'json' }
import insiderSweepingCustomerFunds from './037-insider-sweeping-customer-funds/typology.json' with { type: 'json' }
import accountTakeoverDrain from './044-account-takeover-drain/typology.json' with { type: 'json' }
import newAccountFraud from './045-new-account-fraud/typology.json' with { type: 'json' }
import userNotPresentWalletFraud from './047-user-not-present-wallet-fraud/typology.json' with { type: 'json' }
import largeCreditThenWithdrawal from './092-large-credit-then-withdrawal/typology.json' with { type: 'json' }
import duplicatePayment from './095-duplicate-payment/typology.json' with { type: 'json' }
import manySmallCreditsOneLargeDebit from './098-many-small-credits-one-large-debit/typology.json' with { type: 'json' }
import linkedAccountsUnderAliases from './105-linked-accounts-under-aliases/typology.json' with { type: 'json' }
import ownAccountMovement from './107-own-account-movement/typology.json' with { type: 'json' }
import unexplainedCreditsToAMinor from './121-unexplained-credits-to-a-minor/typology.json' with { type: 'json' }
import repeatedSameSizeCredits from './124-repeated-same-size-credits/typology.json' with { type: 'json' }
import smurfing from './129-smurfing/typology.json' with { type: 'json' }
import reportableAmount from './137-reportable-amount/typology.json' with { type: 'json' }
import suspiciousAmountPatterns from './169-suspicious-amount-patterns/typology.json' with { type: 'json' }
import outOfPatternValueAndVolume from './185-out-of-pattern-value-and-volume/typology.json' with { type: 'json' }
import paymentToNewlyRegisteredAccount from './195-payment-to-newly-registered-account/typology.json' with { type: 'json' }
import muleAccount from './214-mule-account/typology.json' with { type: 'json' }
import sameBeneficiaryStructuringBurst from './216-same-beneficiary-structuring-burst/typology.json' with { type: 'json' }
import roundTripping from './301-round-tripping/typology.json' with { type: 'json' }
import layeringChain from './302-layering-chain/typology.json' with { type: 'json' }
import dormantAccountReactivation from './303-dormant-account-reactivation/typology.json' with { type: 'json' }
import scatterGather from './304-scatter-gather/typology.json' with { type: 'json' }
import paymentPace from './999-901-902/typology.json' with { type: 'json' }

/** Every typology of this library, as it would be uploaded. Not checked here: that is done where configuration is compiled. */
export const libraryTypologies: readonly unknown[] = [
  structuredMultiPartyNetwork,
  manySendersToOneAccount,
  collectAndForward,
  structuringBelowReportingThreshold,
  oneToManyDispersal,
  systematicTransfersInsideAGroup,
  authorisedPushPaymentScam,
  insiderSweepingCustomerFunds,
  accountTakeoverDrain,
  newAccountFraud,
  userNotPresentWalletFraud,
  largeCreditThenWithdrawal,
  duplicatePayment,
  manySmallCreditsOneLargeDebit,
  linkedAccountsUnderAliases,
  ownAccountMovement,
  unexplainedCreditsToAMinor,
  repeatedSameSizeCredits,
  smurfing,
  reportableAmount,
  suspiciousAmountPatterns,
  outOfPatternValueAndVolume,
  paymentToNewlyRegisteredAccount,
  muleAccount,
  sameBeneficiaryStructuringBurst,
  roundTripping,
  layeringChain,
  dormantAccountReactivation,
  scatterGather,
  paymentPace,
]
