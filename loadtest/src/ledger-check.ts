import type { ClientBase } from 'pg'
import type { LedgerCheck } from './benchmark-result.ts'

const EXAMPLES_MAX = 10

interface CheckRow {
  readonly messages_sent: number
  readonly transfers_accepted: number
  readonly reports_accepted: number
  readonly transfers_not_stored: number
  readonly reports_not_stored: number
  readonly reports_not_evaluated: number
  readonly messages_stored_twice: number
  readonly messages_evaluated_twice: number
  readonly examples: readonly string[]
}

const CHECK = `
WITH stored AS (
  SELECT s.transaction_type, s.message_id, count(m.message_id) AS rows
  FROM ledger_sent s
  LEFT JOIN raw_history.message m
    ON m.tenant_id = ANY ($1) AND m.message_id = s.message_id AND m.transaction_type = s.transaction_type
  GROUP BY s.transaction_type, s.message_id
), evaluated AS (
  SELECT s.transaction_type, s.message_id, count(e.message_id) AS rows
  FROM ledger_sent s
  LEFT JOIN evaluation.record e
    ON e.tenant_id = ANY ($1) AND e.message_id = s.message_id AND e.transaction_type = s.transaction_type
  GROUP BY s.transaction_type, s.message_id
), checked AS (
  SELECT transaction_type, message_id, stored.rows AS stored_rows, evaluated.rows AS evaluated_rows,
    a.message_id IS NOT NULL AS is_accepted,
    transaction_type LIKE 'pacs.008.%' AS is_transfer, transaction_type LIKE 'pacs.002.%' AS is_report
  FROM stored JOIN evaluated USING (transaction_type, message_id)
  LEFT JOIN ledger_accepted a USING (transaction_type, message_id)
)
SELECT count(*)::float8 AS messages_sent,
  count(*) FILTER (WHERE is_accepted AND is_transfer)::float8 AS transfers_accepted,
  count(*) FILTER (WHERE is_accepted AND is_report)::float8 AS reports_accepted,
  count(*) FILTER (WHERE is_accepted AND is_transfer AND stored_rows = 0)::float8 AS transfers_not_stored,
  count(*) FILTER (WHERE is_accepted AND is_report AND stored_rows = 0)::float8 AS reports_not_stored,
  count(*) FILTER (WHERE is_accepted AND is_report AND evaluated_rows = 0)::float8 AS reports_not_evaluated,
  count(*) FILTER (WHERE stored_rows > 1)::float8 AS messages_stored_twice,
  count(*) FILTER (WHERE evaluated_rows > 1)::float8 AS messages_evaluated_twice,
  coalesce((array_agg(message_id ORDER BY message_id) FILTER (WHERE
    (is_accepted AND stored_rows = 0) OR (is_accepted AND is_report AND evaluated_rows = 0) OR stored_rows > 1 OR evaluated_rows > 1
  ))[1:$2], '{}') AS examples
FROM checked`

/**
 * Compares the ledger with the database: every message answered 200 is stored once, every status report answered 200 has one evaluation,
 * and nothing is there twice. `loadLedgerTables` must have run on this client.
 */
export async function checkLedger(client: ClientBase, tenantIds: readonly string[]): Promise<LedgerCheck> {
  const { rows } = await client.query<CheckRow>(CHECK, [tenantIds, EXAMPLES_MAX])
  const [row] = rows
  if (row === undefined) {
    throw new TypeError('An aggregate without groups has one row')
  }
  const check = {
    messagesSent: row.messages_sent,
    transfersAccepted: row.transfers_accepted,
    reportsAccepted: row.reports_accepted,
    transfersNotStored: row.transfers_not_stored,
    reportsNotStored: row.reports_not_stored,
    reportsNotEvaluated: row.reports_not_evaluated,
    messagesStoredTwice: row.messages_stored_twice,
    messagesEvaluatedTwice: row.messages_evaluated_twice,
    examples: row.examples,
  }
  const faults =
    check.transfersNotStored +
    check.reportsNotStored +
    check.reportsNotEvaluated +
    check.messagesStoredTwice +
    check.messagesEvaluatedTwice
  return { ...check, holds: faults === 0 && check.reportsAccepted > 0 }
}

/** How many status reports answered 200 have no evaluation yet. */
export async function countWaitingReports(client: ClientBase, tenantIds: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ readonly waiting: number }>(
    `SELECT count(*)::float8 AS waiting FROM ledger_accepted a
     WHERE a.transaction_type LIKE 'pacs.002.%' AND NOT EXISTS (
       SELECT FROM evaluation.record e
       WHERE e.tenant_id = ANY ($1) AND e.message_id = a.message_id AND e.transaction_type = a.transaction_type)`,
    [tenantIds],
  )
  return rows[0]?.waiting ?? 0
}

/** How many messages of the last two minutes wait for their evaluation: cheap enough to ask while a cost is measured. */
export async function countRecentlyWaiting(
  client: ClientBase,
  tenantIds: readonly string[],
): Promise<number> {
  const { rows } = await client.query<{ readonly waiting: number }>(
    `SELECT count(*)::float8 AS waiting FROM raw_history.message m
     WHERE m.tenant_id = ANY ($1) AND m.event IS NOT NULL AND m.accepted_at > now() - interval '2 minutes' AND NOT EXISTS (
       SELECT FROM evaluation.record e
       WHERE e.tenant_id = m.tenant_id AND e.message_id = m.message_id AND e.transaction_type = m.transaction_type
         AND e.accepted_at = m.accepted_at)`,
    [tenantIds],
  )
  return rows[0]?.waiting ?? 0
}
