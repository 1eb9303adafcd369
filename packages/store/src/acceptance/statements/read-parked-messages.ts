import { millisecondsOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { BatchPayment } from '../accept-batch.ts'

/** Status reports that wait for a credit transfer of the batch, in the order in which they were accepted. */
export const READ_PARKED_MESSAGES = `
SELECT m.tenant_id, m.end_to_end_id, m.message_id, ${millisecondsOf('m.accepted_at')} AS accepted_at_ms,
  m.occurred_at_ms, m.status, m.trace_parent
FROM unnest($1::text[], $2::text[]) AS p (tenant_id, end_to_end_id)
JOIN event_history.parked_message m USING (tenant_id, end_to_end_id)
ORDER BY m.position`

export interface ParkedMessageRow {
  readonly tenant_id: string
  readonly end_to_end_id: string
  readonly message_id: string
  readonly accepted_at_ms: number
  readonly occurred_at_ms: number
  readonly status: string
  readonly trace_parent: string | null
}

export function readParkedMessages(payments: readonly BatchPayment[]): Statement<ParkedMessageRow> {
  return {
    name: 'read-parked-messages',
    text: READ_PARKED_MESSAGES,
    values: [payments.map(({ tenantId }) => tenantId), payments.map(({ endToEndId }) => endToEndId)],
  }
}
