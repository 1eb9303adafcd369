import type { Statement } from '../../connection/statement.ts'
import type { StatusNote } from '../batch-writes.ts'

/** In place (HOT): no index holds what changes. What is noted already stays. */
export const NOTE_STATUSES = `
UPDATE event_history.payment_instruction i
SET first_status = coalesce(i.first_status, s.first_status),
  first_status_message_id = coalesce(i.first_status_message_id, s.first_status_message_id),
  first_status_at_ms = coalesce(i.first_status_at_ms, s.first_status_at_ms),
  final_status = coalesce(i.final_status, s.final_status),
  final_status_at_ms = coalesce(i.final_status_at_ms, s.final_status_at_ms)
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::text[], $7::int8[])
  AS s (tenant_id, end_to_end_id, first_status, first_status_message_id, first_status_at_ms, final_status, final_status_at_ms)
WHERE i.tenant_id = s.tenant_id AND i.end_to_end_id = s.end_to_end_id`

export function noteStatuses(notes: readonly StatusNote[]): Statement<never> {
  return {
    name: 'note-statuses',
    text: NOTE_STATUSES,
    values: [
      notes.map(({ tenantId }) => tenantId),
      notes.map(({ endToEndId }) => endToEndId),
      notes.map(({ firstStatus }) => firstStatus?.status),
      notes.map(({ firstStatus }) => firstStatus?.messageId),
      notes.map(({ firstStatus }) => firstStatus?.occurredAtMs),
      notes.map(({ finalStatus }) => finalStatus?.status),
      notes.map(({ finalStatus }) => finalStatus?.occurredAtMs),
    ],
  }
}
