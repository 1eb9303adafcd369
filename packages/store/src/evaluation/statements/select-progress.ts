import type { MessageKey } from '@pantau/contracts'
import type { Statement } from '../../connection/statement.ts'
import { STORED_RECORD_COLUMNS } from '../whole-record.ts'
import type { StoredRecordRow } from '../whole-record.ts'

/**
 * How far messages have come: looks into indexes only, a few for each key, of the partition that its key names. What is not decided is looked
 * for in the order in which it matters; a key without a message has no row.
 */
export const SELECT_PROGRESS = `
SELECT k.position::int4 AS position, decided.*,
  CASE
    WHEN decided.evaluation_id IS NOT NULL THEN 'decided'
    WHEN EXISTS (
      SELECT FROM evaluation.quarantine q
      WHERE q.tenant_id = k.tenant_id AND q.message_id = k.message_id AND q.transaction_type = k.transaction_type
        AND q.resolved_at IS NULL) THEN 'quarantined'
    WHEN kept.is_due THEN 'due'
    WHEN EXISTS (
      SELECT FROM event_history.parked_message p
      WHERE p.tenant_id = k.tenant_id AND p.end_to_end_id = kept.end_to_end_id AND p.message_id = k.message_id
        AND k.transaction_type = 'pacs.002.001.12') THEN 'parked'
    ELSE 'recorded'
  END AS progress
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k (tenant_id, transaction_type, message_id, position)
CROSS JOIN LATERAL (
  SELECT c.accepted_at FROM raw_history.message_key c
  WHERE c.tenant_id = k.tenant_id AND c.transaction_type = k.transaction_type AND c.message_id = k.message_id
  LIMIT 1
) AS claimed
CROSS JOIN LATERAL (
  SELECT m.end_to_end_id, m.event IS NOT NULL AS is_due FROM raw_history.message m
  WHERE m.tenant_id = k.tenant_id AND m.message_id = k.message_id AND m.transaction_type = k.transaction_type
    AND m.accepted_at = claimed.accepted_at
  LIMIT 1
) AS kept
LEFT JOIN LATERAL (
  SELECT ${STORED_RECORD_COLUMNS} FROM evaluation.record e
  WHERE e.tenant_id = k.tenant_id AND e.message_id = k.message_id AND e.transaction_type = k.transaction_type
    AND e.accepted_at = claimed.accepted_at
  LIMIT 1
) AS decided ON true`

export type ProgressRow = { readonly position: number } & (
  | ({ readonly progress: 'decided' } & StoredRecordRow)
  | { readonly progress: 'quarantined' | 'due' | 'parked' | 'recorded' }
)

export function selectProgress(keys: readonly MessageKey[]): Statement<ProgressRow> {
  return {
    name: 'select-progress',
    text: SELECT_PROGRESS,
    values: [
      keys.map(({ tenantId }) => tenantId),
      keys.map(({ transactionType }) => transactionType),
      keys.map(({ messageId }) => messageId),
    ],
  }
}
