import { exit, isSelfTransfer, settlementOf } from '@pantau/rule-kit'
import type { Measurement, Payment } from '@pantau/rule-kit'

/** What a rule exits with when there is no settled payment between two accounts to judge. */
export const NOT_SETTLED = '.x00'
/** Does not apply to this payment, or the message lacks the optional data that the rule looks at. */
export const NOT_APPLICABLE = '.x02'

/**
 * The exits that rules share which judge a payment that settles: `.x00` for one that did not, `.x02` for a self transfer. A prospective
 * payment goes on, judged as if it would settle. @throws MissingStatusError
 */
export function exitUnlessSettling(payment: Payment): Measurement | undefined {
  if (settlementOf(payment) === 'not-settled') {
    return exit(NOT_SETTLED)
  }
  return exitIfSelfTransfer(payment)
}

/** The exit of rules that judge any payment, settled or not: `.x02` for a self transfer. */
export function exitIfSelfTransfer(payment: Payment): Measurement | undefined {
  return isSelfTransfer(payment) ? exit(NOT_APPLICABLE) : undefined
}
