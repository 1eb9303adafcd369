import type { Statement } from '../../connection/statement.ts'
import type { StatusReport } from '../batch-reads.ts'

/** In place (HOT): no index holds what changes. */
export const NOTE_FIRST_STATUSES = `
UPDATE event_history.payment_instruction i
SET first_status = s.status, first_status_message_id = s.message_id, first_status_at_ms = s.occurred_at_ms
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[])
  AS s (tenant_id, end_to_end_id, status, message_id, occurred_at_ms)
WHERE i.tenant_id = s.tenant_id AND i.end_to_end_id = s.end_to_end_id`

export function noteFirstStatuses(reports: readonly StatusReport[]): Statement<never> {
  return {
    name: 'note-first-statuses',
    text: NOTE_FIRST_STATUSES,
    values: [
      reports.map(({ tenantId }) => tenantId),
      reports.map(({ endToEndId }) => endToEndId),
      reports.map(({ status }) => status),
      reports.map(({ messageId }) => messageId),
      reports.map(({ occurredAtMs }) => occurredAtMs),
    ],
  }
}
