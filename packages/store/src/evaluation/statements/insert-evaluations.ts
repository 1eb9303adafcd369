import { messageKeyText } from '@pantau/contracts'
import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { EvaluationItem } from '../create-evaluation-writer.ts'
import type { StoredRecord } from '../stored-record.ts'

/**
 * Writes evaluations and what leaves with them in one statement. Outbox rows and alerts of accounts are written only for evaluations that were
 * not there; returns the positions of those. Rows go in key order, so that two writers with common keys wait for each other instead of
 * deadlocking. The accounts of an alert are those of the message on record; one without an instruction has none.
 */
export const INSERT_EVALUATIONS = `
WITH item AS (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::uuid[], $6::text[], $7::text[], $8::int8[], $9::text[], $10::text[],
    $11::bool[])
  WITH ORDINALITY AS i (tenant_id, transaction_type, message_id, accepted_at_ms, evaluation_id, status, configuration_digest,
    evaluated_at_ms, record, layout, is_counted_alert, position)
), written AS (
  INSERT INTO evaluation.record (tenant_id, transaction_type, message_id, accepted_at, evaluation_id, status,
    configuration_digest, evaluated_at, record, layout)
  SELECT tenant_id, transaction_type, message_id, ${instantOf('accepted_at_ms')}, evaluation_id, status, configuration_digest,
    ${instantOf('evaluated_at_ms')}, record, layout
  FROM item
  ORDER BY tenant_id COLLATE "C", message_id COLLATE "C", transaction_type COLLATE "C"
  ON CONFLICT DO NOTHING
  RETURNING tenant_id, transaction_type, message_id
), placed AS (
  SELECT item.* FROM item JOIN written USING (tenant_id, transaction_type, message_id)
), announced AS (
  INSERT INTO evaluation.outbox (tenant_id, transaction_type, message_id, accepted_at, kind, payload)
  SELECT placed.tenant_id, placed.transaction_type, placed.message_id, ${instantOf('placed.accepted_at_ms')}, o.kind, o.payload
  FROM unnest($12::int8[], $13::text[], $14::text[]) WITH ORDINALITY AS o (position, kind, payload, entry)
  JOIN placed USING (position)
  ORDER BY o.entry
), remembered AS (
  INSERT INTO event_history.account_finding (tenant_id, account_id, end_to_end_id, counterparty_account, at_ms)
  SELECT placed.tenant_id, a.account_id, m.end_to_end_id, min(a.counterparty_account), min(m.created_at_ms)
  FROM placed
  CROSS JOIN LATERAL (
    SELECT r.end_to_end_id, r.created_at_ms, r.source_account, r.destination_account
    FROM raw_history.message r
    WHERE r.tenant_id = placed.tenant_id AND r.message_id = placed.message_id AND r.transaction_type = placed.transaction_type
      AND r.accepted_at = ${instantOf('placed.accepted_at_ms')}
    LIMIT 1
  ) AS m
  CROSS JOIN LATERAL (VALUES (m.source_account, m.destination_account), (m.destination_account, m.source_account))
    AS a (account_id, counterparty_account)
  WHERE placed.is_counted_alert AND m.source_account IS NOT NULL AND m.destination_account IS NOT NULL
  GROUP BY placed.tenant_id, a.account_id, m.end_to_end_id
  ORDER BY placed.tenant_id COLLATE "C", a.account_id COLLATE "C", m.end_to_end_id COLLATE "C"
  ON CONFLICT (tenant_id, account_id, end_to_end_id) DO UPDATE SET at_ms = EXCLUDED.at_ms WHERE account_finding.at_ms > EXCLUDED.at_ms
)
SELECT position FROM placed`

export interface WrittenRow {
  /** 1-based place in the given items. */
  readonly position: number
}

/**
 * @param items with distinct keys
 * @param records of the items, as they are stored
 */
export function insertEvaluations(
  items: readonly EvaluationItem[],
  records: readonly StoredRecord[],
): Statement<WrittenRow> {
  const headers = items.map(({ record }) => record.header)
  const outbox = items.flatMap((item, index) =>
    item.outbox.map((entry) => ({ ...entry, position: index + 1 })),
  )
  return {
    name: 'insert-evaluations',
    text: INSERT_EVALUATIONS,
    values: [
      headers.map((header) => header.tenantId),
      headers.map((header) => header.transactionType),
      headers.map((header) => header.messageId),
      headers.map((header) => header.acceptedAtMs),
      items.map(({ record }) => record.evaluationId),
      items.map(({ record }) => record.status),
      headers.map((header) => header.configDigest),
      items.map(({ record }) => record.evaluatedAtMs),
      records.map(({ text }) => text),
      records.map(({ layout }) => layout.id),
      items.map((item) => item.isFinding),
      outbox.map((entry) => entry.position),
      outbox.map((entry) => entry.kind),
      outbox.map((entry) => entry.payload),
    ],
  }
}

/** The first item of each key, with its place among all items. */
export function firstOfEachKey(
  items: readonly EvaluationItem[],
): readonly { readonly item: EvaluationItem; readonly index: number }[] {
  const first = new Map<string, { readonly item: EvaluationItem; readonly index: number }>()
  for (const [index, item] of items.entries()) {
    const key = messageKeyText(item.record.header)
    if (!first.has(key)) {
      first.set(key, { item, index })
    }
  }
  return [...first.values()]
}
