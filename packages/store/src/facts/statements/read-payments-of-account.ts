import type { Statement } from '../../connection/statement.ts'
import type { AccountRef } from '../account-ref.ts'

export const PAYMENTS_CURSOR = 'payments_of_account'

/**
 * Opens a cursor over every payment of an account, in the order in which the history counts them: by time of settlement, those that never
 * settled by time of their first status, and by content where times are equal. With each comes the whole life of its pair of accounts.
 */
export function openPayments({ tenantId, accountId }: AccountRef): Statement<never> {
  return {
    text: `DECLARE ${PAYMENTS_CURSOR} NO SCROLL CURSOR FOR
SELECT p.occurred_at_ms, p.settled_at_ms, p.instruction,
  min(p.settled_at_ms) OVER pair AS pair_first_ms, max(p.settled_at_ms) OVER pair AS pair_last_ms
FROM (
  SELECT a.*, i.instruction, CASE WHEN i.final_status = 'ACCC' THEN i.final_status_at_ms END AS settled_at_ms
  FROM (
    SELECT s.tenant_id, s.end_to_end_id, s.occurred_at_ms, s.debtor_account, s.creditor_account, s.currency, s.amount_minor
    FROM event_history.payment s WHERE s.tenant_id = $1 AND s.debtor_account = $2
    UNION ALL
    SELECT r.tenant_id, r.end_to_end_id, r.occurred_at_ms, r.debtor_account, r.creditor_account, r.currency, r.amount_minor
    FROM event_history.payment r WHERE r.tenant_id = $1 AND r.creditor_account = $2 AND r.debtor_account <> $2
  ) AS a
  JOIN event_history.payment_instruction i USING (tenant_id, end_to_end_id)
) AS p
WINDOW pair AS (PARTITION BY p.debtor_account, p.creditor_account)
ORDER BY coalesce(p.settled_at_ms, p.occurred_at_ms), p.debtor_account, p.creditor_account, p.currency, p.amount_minor`,
    values: [tenantId, accountId],
  }
}

export interface PaymentOfAccountRow {
  readonly occurred_at_ms: number
  /** Null: the payment did not settle. */
  readonly settled_at_ms: number | null
  readonly instruction: string
  readonly pair_first_ms: number | null
  readonly pair_last_ms: number | null
}

export function fetchPayments(rowsMax: number): Statement<PaymentOfAccountRow> {
  return { text: `FETCH ${rowsMax} FROM ${PAYMENTS_CURSOR}` }
}

export function closePayments(): Statement<never> {
  return { text: `CLOSE ${PAYMENTS_CURSOR}` }
}
