import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { StatusReport } from '../batch-reads.ts'

export const PARK_MESSAGES = `
INSERT INTO event_history.parked_message (tenant_id, end_to_end_id, message_id, accepted_at, occurred_at_ms, status, trace_parent)
SELECT p.tenant_id, p.end_to_end_id, p.message_id, ${instantOf('p.accepted_at_ms')}, p.occurred_at_ms, p.status, p.trace_parent
FROM unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::text[], $7::text[])
  WITH ORDINALITY AS p (tenant_id, end_to_end_id, message_id, accepted_at_ms, occurred_at_ms, status, trace_parent, position)
ORDER BY p.position`

export function parkMessages(reports: readonly StatusReport[]): Statement<never> {
  return {
    name: 'park-messages',
    text: PARK_MESSAGES,
    values: [
      reports.map(({ tenantId }) => tenantId),
      reports.map(({ endToEndId }) => endToEndId),
      reports.map(({ messageId }) => messageId),
      reports.map(({ acceptedAtMs }) => acceptedAtMs),
      reports.map(({ occurredAtMs }) => occurredAtMs),
      reports.map(({ status }) => status),
      reports.map(({ traceParent }) => traceParent),
    ],
  }
}
