import type { Statement } from '../../connection/statement.ts'
import type { AccountQuestion } from '../history-questions.ts'
import { INVOLVED_PAYMENTS, involvedValues } from './involved-payments.ts'

/**
 * The states of the accounts that are asked about, one row for each, and of the accounts that paid them where these are wanted. After the
 * statement that locks: its snapshot then shows what the holder before committed. (NOT IN is hashed; a join here would be a nested loop.)
 */
export const READ_ACCOUNT_STATES = `
WITH involved AS MATERIALIZED (
  SELECT p.tenant_id, a.account_id, bool_or(a.is_debtor AND ($9::bool[])[p.position]) AS with_funders
  FROM (${INVOLVED_PAYMENTS}) AS p
  CROSS JOIN LATERAL (VALUES (p.debtor_account, true), (p.creditor_account, false)) AS a (account_id, is_debtor)
  GROUP BY p.tenant_id, a.account_id
), known AS MATERIALIZED (
  SELECT a.tenant_id, a.account_id, a.with_funders, s.version, s.funders, s.state
  FROM involved a LEFT JOIN event_history.account_state s USING (tenant_id, account_id)
)
SELECT tenant_id, account_id, version, state FROM known
UNION ALL
SELECT f.tenant_id, f.account_id, s.version, s.state
FROM (
  SELECT DISTINCT k.tenant_id, u.account_id FROM known k CROSS JOIN LATERAL unnest(k.funders) AS u (account_id)
  WHERE k.with_funders AND (k.tenant_id, u.account_id) NOT IN (SELECT v.tenant_id, v.account_id FROM involved v)
) AS f
LEFT JOIN event_history.account_state s USING (tenant_id, account_id)`

export interface AccountStateRow {
  readonly tenant_id: string
  readonly account_id: string
  /** Null: the account has no row. */
  readonly version: number | null
  readonly state: Uint8Array | null
}

export function readAccountStates(questions: readonly AccountQuestion[]): Statement<AccountStateRow> {
  return {
    name: 'read-account-states',
    text: READ_ACCOUNT_STATES,
    values: [...involvedValues(questions), questions.map(({ withFunders }) => withFunders)],
  }
}
