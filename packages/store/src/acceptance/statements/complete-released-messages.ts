import { packBytes } from '../../connection/packed-bytes.ts'
import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { ReleaseWrite } from '../batch-writes.ts'

/** Adds to a released status report's row what only its credit transfer tells. */
export const COMPLETE_RELEASED_MESSAGES = `
UPDATE raw_history.message m
SET source_account = r.source_account, destination_account = r.destination_account,
  configuration_digest = r.configuration_digest, event = substring($7::bytea FROM r.event_start FOR r.event_length),
  event_layout = r.event_layout
FROM unnest($1::text[], $2::text[], $3::int8[], $4::text[], $5::text[], $6::text[], $8::int4[], $9::int4[], $10::text[])
  AS r (tenant_id, message_id, accepted_at_ms, source_account, destination_account, configuration_digest, event_start, event_length,
    event_layout)
WHERE m.tenant_id = r.tenant_id AND m.message_id = r.message_id AND m.transaction_type = 'pacs.002.001.12'
  AND m.accepted_at = ${instantOf('r.accepted_at_ms')}`

export function completeReleasedMessages(released: readonly ReleaseWrite[]): Statement<never> {
  const events = packBytes(released.map(({ due }) => due?.stored.bytes))
  return {
    name: 'complete-released-messages',
    text: COMPLETE_RELEASED_MESSAGES,
    values: [
      released.map(({ parked }) => parked.tenantId),
      released.map(({ parked }) => parked.messageId),
      released.map(({ parked }) => parked.acceptedAtMs),
      released.map(({ sourceAccountId }) => sourceAccountId),
      released.map(({ destinationAccountId }) => destinationAccountId),
      released.map(({ due }) => due?.configDigest),
      events.packed,
      events.starts,
      events.lengths,
      released.map(({ due }) => due?.stored.layout.id),
    ],
  }
}
