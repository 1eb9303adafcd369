import { settlementOf } from '@pantau/rule-kit'
import type { Payment } from '@pantau/rule-kit'

/**
 * What this payment adds to a count of settled payments, which facts never include: 1 when it settled or is judged as if it would,
 * else 0. @throws MissingStatusError
 */
export function oneIfSettling(payment: Payment): 0 | 1 {
  return settlementOf(payment) === 'not-settled' ? 0 : 1
}
