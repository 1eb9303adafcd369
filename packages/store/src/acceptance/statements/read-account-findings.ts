import type { Statement } from '../../connection/statement.ts'
import type { HistoryQuestion } from '../history-questions.ts'
import { INVOLVED_PAYMENTS, involvedValues } from './involved-payments.ts'

/** The newest findings of both accounts of each payment, at most `$9` of an account; an account without any has one row of nulls. */
export const READ_ACCOUNT_FINDINGS = `
SELECT q.tenant_id, q.account_id, r.end_to_end_id, r.at_ms, r.counterparty_account
FROM (
  SELECT DISTINCT p.tenant_id, a.account_id
  FROM (${INVOLVED_PAYMENTS}) AS p
  CROSS JOIN LATERAL (VALUES (p.debtor_account), (p.creditor_account)) AS a (account_id)
) AS q
LEFT JOIN LATERAL (
  SELECT l.end_to_end_id, l.at_ms, l.counterparty_account FROM event_history.account_finding l
  WHERE l.tenant_id = q.tenant_id AND l.account_id = q.account_id ORDER BY l.at_ms DESC, l.end_to_end_id DESC LIMIT $9::int4
) AS r ON true
ORDER BY q.tenant_id, q.account_id, r.at_ms DESC, r.end_to_end_id DESC`

export interface AccountFindingRow {
  readonly tenant_id: string
  readonly account_id: string
  readonly end_to_end_id: string | null
  readonly at_ms: number | null
  readonly counterparty_account: string | null
}

/** @param findingsMax findings that are read of one account */
export function readAccountFindings(
  questions: readonly HistoryQuestion[],
  findingsMax: number,
): Statement<AccountFindingRow> {
  return {
    name: 'read-account-findings',
    text: READ_ACCOUNT_FINDINGS,
    values: [...involvedValues(questions), findingsMax],
  }
}
