import outgoingPaymentsDebtor from './901-outgoing-payments-debtor/config.default.json' with { type: 'json' }
import incomingPaymentsCreditor from './902-incoming-payments-creditor/config.default.json' with { type: 'json' }
import eventFlow from './efrup-event-flow/config.default.json' with { type: 'json' }

/** The default configuration of every rule, as it would be uploaded. Not checked here: that is done where configuration is compiled. */
export const defaultRuleConfigurations: readonly unknown[] = [
  outgoingPaymentsDebtor,
  incomingPaymentsCreditor,
  eventFlow,
]
