import type { Statement } from '../../connection/statement.ts'
import type { StatusReport } from '../batch-reads.ts'

export const UNPARK_MESSAGES = `
DELETE FROM event_history.parked_message m
USING unnest($1::text[], $2::text[], $3::text[]) AS p (tenant_id, end_to_end_id, message_id)
WHERE m.tenant_id = p.tenant_id AND m.end_to_end_id = p.end_to_end_id AND m.message_id = p.message_id`

export function unparkMessages(reports: readonly StatusReport[]): Statement<never> {
  return {
    name: 'unpark-messages',
    text: UNPARK_MESSAGES,
    values: [
      reports.map(({ tenantId }) => tenantId),
      reports.map(({ endToEndId }) => endToEndId),
      reports.map(({ messageId }) => messageId),
    ],
  }
}
