import accountAgeCreditor from './001-account-age-creditor/config.parity.json' with { type: 'json' }
import transactionConvergenceDebtor from './002-transaction-convergence-debtor/config.parity.json' with { type: 'json' }
import accountDormancyCreditor from './003-account-dormancy-creditor/config.parity.json' with { type: 'json' }
import accountDormancyDebtor from './004-account-dormancy-debtor/config.parity.json' with { type: 'json' }
import transactionConvergenceCreditor from './016-transaction-convergence-creditor/config.parity.json' with { type: 'json' }
import transactionDivergenceDebtor from './017-transaction-divergence-debtor/config.parity.json' with { type: 'json' }
import ageClassificationDebtor from './028-age-classification-debtor/config.parity.json' with { type: 'json' }
import unfamiliarCreditorAccount from './030-unfamiliar-creditor-account/config.parity.json' with { type: 'json' }
import successfulPaymentsDebtor from './044-successful-payments-debtor/config.parity.json' with { type: 'json' }
import successfulPaymentsCreditor from './045-successful-payments-creditor/config.parity.json' with { type: 'json' }
import largeAmountDebtor from './048-large-amount-debtor/config.parity.json' with { type: 'json' }

/**
 * The published configurations, as they would be uploaded, of the rules that have one: same identifier, parameters, exits and bands.
 * For whoever compares with another deployment; the defaults are tuned. Not checked here: that is done where configuration is compiled.
 */
export const parityRuleConfigurations: readonly unknown[] = [
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
]
