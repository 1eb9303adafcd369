import type { Statement } from '../../connection/statement.ts'
import type { AccountRef } from '../account-ref.ts'

/** What the payments on record say of an account's payees, as rows of (creditor_account, count, first_ms, last_ms). */
const PAYEES_ON_RECORD = `
SELECT p.creditor_account, count(*) AS count, min(i.final_status_at_ms) AS first_ms, max(i.final_status_at_ms) AS last_ms
FROM event_history.payment p JOIN event_history.payment_instruction i USING (tenant_id, end_to_end_id)
WHERE p.tenant_id = $1 AND p.debtor_account = $2 AND p.creditor_account <> $2 AND i.final_status = 'ACCC'
GROUP BY p.creditor_account`

export function deletePayeeHistories({ tenantId, accountId }: AccountRef): Statement<never> {
  return {
    text: 'DELETE FROM event_history.payee_history WHERE tenant_id = $1 AND debtor_account = $2',
    values: [tenantId, accountId],
  }
}

export function insertPayeeHistories({ tenantId, accountId }: AccountRef): Statement<never> {
  return {
    text: `INSERT INTO event_history.payee_history (tenant_id, debtor_account, creditor_account, count, first_ms, last_ms)
SELECT $1, $2, r.creditor_account, r.count, r.first_ms, r.last_ms FROM (${PAYEES_ON_RECORD}) AS r ORDER BY r.creditor_account`,
    values: [tenantId, accountId],
  }
}

/** How many payees differ between what is kept and what the payments say. */
export function countDriftedPayees({
  tenantId,
  accountId,
}: AccountRef): Statement<{ readonly count: number }> {
  return {
    text: `SELECT count(*) AS count FROM (${PAYEES_ON_RECORD}) AS r
FULL JOIN (
  SELECT h.creditor_account, h.count, h.first_ms, h.last_ms FROM event_history.payee_history h
  WHERE h.tenant_id = $1 AND h.debtor_account = $2
) AS k USING (creditor_account)
WHERE (r.count, r.first_ms, r.last_ms) IS DISTINCT FROM (k.count, k.first_ms, k.last_ms)`,
    values: [tenantId, accountId],
  }
}
