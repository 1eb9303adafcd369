import type { Statement } from '../../connection/statement.ts'
import type { BatchPayment } from '../accept-batch.ts'

/**
 * Makes messages about one payment take turns until the transaction ends. Without it, a status report that finds no credit transfer
 * and a credit transfer that finds no status report could be committed at the same moment, and never be joined. In the order of the
 * lock's number, so that batches do not deadlock; two payments that share a number only wait for each other.
 */
export const LOCK_PAYMENTS = `
SELECT count(pg_advisory_xact_lock(locks.number)) AS locked FROM (
  SELECT DISTINCT hashtextextended(p.tenant_id || '/' || p.end_to_end_id, 0) AS number
  FROM unnest($1::text[], $2::text[]) AS p (tenant_id, end_to_end_id) ORDER BY number
) AS locks`

export function lockPayments(payments: readonly BatchPayment[]): Statement<{ locked: number }> {
  return {
    name: 'lock-payments',
    text: LOCK_PAYMENTS,
    values: [payments.map(({ tenantId }) => tenantId), payments.map(({ endToEndId }) => endToEndId)],
  }
}
