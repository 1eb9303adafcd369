import type { Statement } from '../../connection/statement.ts'
import type { BatchPayment } from '../accept-batch.ts'

/**
 * Locks the accounts of every payment that this batch may count, in key order. An instruction on record decides which accounts
 * these are; only where there is none yet, the batch's own credit transfer does.
 */
export const LOCK_ACCOUNT_STATES = `
WITH involved AS MATERIALIZED (
  SELECT DISTINCT p.tenant_id, a.account_id
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bool[])
    AS p (tenant_id, end_to_end_id, debtor_account, creditor_account, has_status_report)
  LEFT JOIN event_history.payment_instruction i USING (tenant_id, end_to_end_id)
  CROSS JOIN LATERAL unnest(ARRAY[
    coalesce(i.debtor_account, p.debtor_account), coalesce(i.creditor_account, p.creditor_account)
  ]) AS a (account_id)
  CROSS JOIN LATERAL (
    SELECT p.has_status_report AS is_reported
    UNION ALL
    (SELECT true FROM event_history.parked_message m
     WHERE m.tenant_id = p.tenant_id AND m.end_to_end_id = p.end_to_end_id LIMIT 1)
  ) AS r
  WHERE r.is_reported
)
SELECT 1 FROM involved JOIN event_history.account_state s USING (tenant_id, account_id)
ORDER BY s.tenant_id, s.account_id
FOR NO KEY UPDATE OF s`

export function lockAccountStates(payments: readonly BatchPayment[]): Statement<unknown> {
  return {
    name: 'lock-account-states',
    text: LOCK_ACCOUNT_STATES,
    values: [
      payments.map(({ tenantId }) => tenantId),
      payments.map(({ endToEndId }) => endToEndId),
      payments.map(({ transfer }) => transfer?.instruction.debtor.accountId),
      payments.map(({ transfer }) => transfer?.instruction.creditor.accountId),
      payments.map(({ hasStatusReport }) => hasStatusReport),
    ],
  }
}
