import { SETTLED_STATUSES } from '@pantau/rule-kit'

/**
 * Statuses after which nothing more is expected of a payment. ACSC speaks of the debtor's side alone, so that the creditor's money is not
 * settled by it. Source: ISO 20022 external code set ExternalPaymentTransactionStatus1Code.
 */
export const TERMINAL_STATUSES: readonly string[] = [...SETTLED_STATUSES, 'RJCT', 'CANC', 'ACSC']

/** What the status of a report decides: the first of a payment's statuses that is not `open` holds. */
export function settlementOutcome(status: string): 'settled' | 'failed' | 'open' {
  if (SETTLED_STATUSES.includes(status)) {
    return 'settled'
  }
  return TERMINAL_STATUSES.includes(status) ? 'failed' : 'open'
}
