import { settlementOf } from '@pantau/rule-kit'
import type { Payment } from '@pantau/rule-kit'

/**
 * What this payment adds to a number of settled payments, which facts never hold it among: 1 when it settled or is judged as if it
 * would, 0 when it did not. @throws MissingStatusError
 */
export function ownCount(payment: Payment): 0 | 1 {
  return settlementOf(payment) === 'not-settled' ? 0 : 1
}
