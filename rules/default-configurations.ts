import accountAgeCreditor from './001-account-age-creditor/config.default.json' with { type: 'json' }
import transactionConvergenceDebtor from './002-transaction-convergence-debtor/config.default.json' with { type: 'json' }
import accountDormancyCreditor from './003-account-dormancy-creditor/config.default.json' with { type: 'json' }
import accountDormancyDebtor from './004-account-dormancy-debtor/config.default.json' with { type: 'json' }
import transactionConvergenceCreditor from './016-transaction-convergence-creditor/config.default.json' with { type: 'json' }
import transactionDivergenceDebtor from './017-transaction-divergence-debtor/config.default.json' with { type: 'json' }
import ageClassificationDebtor from './028-age-classification-debtor/config.default.json' with { type: 'json' }
import unfamiliarCreditorAccount from './030-unfamiliar-creditor-account/config.default.json' with { type: 'json' }
import successfulPaymentsDebtor from './044-successful-payments-debtor/config.default.json' with { type: 'json' }
import successfulPaymentsCreditor from './045-successful-payments-creditor/config.default.json' with { type: 'json' }
import largeAmountDebtor from './048-large-amount-debtor/config.default.json' with { type: 'json' }
import ageClassificationCreditor from './118-age-classification-creditor/config.default.json' with { type: 'json' }
import outgoingPaymentsDebtor from './901-outgoing-payments-debtor/config.default.json' with { type: 'json' }
import incomingPaymentsCreditor from './902-incoming-payments-creditor/config.default.json' with { type: 'json' }
import eventFlow from './efrup-event-flow/config.default.json' with { type: 'json' }

/** The default configuration of every rule, as it would be uploaded. Not checked here: that is done where configuration is compiled. */
export const defaultRuleConfigurations: readonly unknown[] = [
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
