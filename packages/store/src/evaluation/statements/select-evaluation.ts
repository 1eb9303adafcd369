import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { Statement } from '../../connection/statement.ts'
import type { EvaluationQuery } from '../load-evaluation.ts'
import { STORED_EVENT_COLUMNS } from '../../acceptance/whole-event.ts'
import type { StoredEventRow } from '../../acceptance/whole-event.ts'
import { STORED_RECORD_COLUMNS } from '../whole-record.ts'
import type { StoredRecordRow } from '../whole-record.ts'

export const SELECT_EVALUATION = `
SELECT ${STORED_RECORD_COLUMNS}, m.body, ${STORED_EVENT_COLUMNS}, i.instruction,
  (SELECT l.names FROM configuration.layout l WHERE l.id = m.event_layout) AS event_names
FROM raw_history.message_key k
JOIN evaluation.record e USING (tenant_id, transaction_type, message_id, accepted_at)
LEFT JOIN raw_history.message m USING (tenant_id, transaction_type, message_id, accepted_at)
LEFT JOIN event_history.payment_instruction i ON i.tenant_id = m.tenant_id AND i.end_to_end_id = m.end_to_end_id
WHERE k.tenant_id = $1 AND k.transaction_type = ANY ($3::text[]) AND k.message_id = $2
ORDER BY k.accepted_at DESC
LIMIT 1`

export interface EvaluationRow extends StoredRecordRow, Omit<StoredEventRow, 'event'> {
  readonly event: Buffer | null
  /** Null where the event is stored as it travels, and where its layout is missing. */
  readonly event_names: string | null
  readonly body: Buffer | null
}

export function selectEvaluation(query: EvaluationQuery): Statement<EvaluationRow> {
  return {
    name: 'select-evaluation',
    text: SELECT_EVALUATION,
    values: [
      query.tenantId,
      query.messageId,
      query.transactionType === undefined ? [...TRANSACTION_TYPES] : [query.transactionType],
    ],
  }
}
