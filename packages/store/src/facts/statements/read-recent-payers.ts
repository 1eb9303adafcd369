import type { Statement } from '../../connection/statement.ts'
import type { AccountRef } from '../account-ref.ts'

/** States of the accounts that paid an account in the last `withinMs` before its newest credit, the newest `payersMax` of them. */
export function readRecentPayers(
  { tenantId, accountId }: AccountRef,
  { withinMs, payersMax }: { readonly withinMs: number; readonly payersMax: number },
): Statement<RecentPayerRow> {
  return {
    text: `WITH credit AS MATERIALIZED (
  SELECT p.debtor_account, max(i.final_status_at_ms) AS last_ms
  FROM event_history.payment p JOIN event_history.payment_instruction i USING (tenant_id, end_to_end_id)
  WHERE p.tenant_id = $1 AND p.creditor_account = $2 AND p.debtor_account <> $2 AND i.final_status = 'ACCC'
  GROUP BY p.debtor_account
)
SELECT c.debtor_account AS account_id, s.version, s.state
FROM (
  SELECT debtor_account FROM credit WHERE last_ms >= (SELECT max(last_ms) FROM credit) - $3::int8
  ORDER BY last_ms DESC, debtor_account LIMIT $4::int4
) AS c
JOIN event_history.account_state s ON s.tenant_id = $1 AND s.account_id = c.debtor_account`,
    values: [tenantId, accountId, withinMs, payersMax],
  }
}

export interface RecentPayerRow {
  readonly account_id: string
  readonly version: number
  readonly state: Uint8Array | null
}
