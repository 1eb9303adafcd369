import { packBytes } from '../../connection/packed-bytes.ts'
import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { MessageWrite } from '../batch-writes.ts'

export const INSERT_MESSAGES = `
INSERT INTO raw_history.message (tenant_id, transaction_type, message_id, accepted_at, end_to_end_id, created_at, created_at_ms,
  source_account, destination_account, amount_minor, currency, status, latitude, longitude, configuration_digest, body, event, event_layout)
SELECT m.tenant_id, m.transaction_type, m.message_id, ${instantOf('m.accepted_at_ms')}, m.end_to_end_id, m.created_at, m.created_at_ms,
  m.source_account, m.destination_account, m.amount_minor, m.currency, m.status, m.latitude, m.longitude, m.configuration_digest,
  substring($16::bytea FROM m.body_start FOR m.body_length), substring($19::bytea FROM m.event_start FOR m.event_length),
  m.event_layout
FROM unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::text[], $6::text[], $7::int8[], $8::text[], $9::text[], $10::int8[],
  $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $17::int4[], $18::int4[], $20::int4[], $21::int4[], $22::text[])
  AS m (tenant_id, transaction_type, message_id, accepted_at_ms, end_to_end_id, created_at, created_at_ms, source_account,
    destination_account, amount_minor, currency, status, latitude, longitude, configuration_digest, body_start, body_length,
    event_start, event_length, event_layout)`

export function insertMessages(messages: readonly MessageWrite[]): Statement<never> {
  const parsed = messages.map(({ request }) => request.parsed)
  const bodies = packBytes(messages.map(({ request }) => request.rawBody))
  const events = packBytes(messages.map(({ due }) => due?.stored.bytes))
  return {
    name: 'insert-messages',
    text: INSERT_MESSAGES,
    values: [
      messages.map(({ request }) => request.tenantId),
      parsed.map(({ transactionType }) => transactionType),
      parsed.map(({ messageId }) => messageId),
      messages.map(({ acceptedAtMs }) => acceptedAtMs),
      parsed.map(({ endToEndId }) => endToEndId),
      parsed.map(({ createdAt }) => createdAt),
      parsed.map(({ createdAtMs }) => createdAtMs),
      messages.map(({ sourceAccountId }) => sourceAccountId),
      messages.map(({ destinationAccountId }) => destinationAccountId),
      parsed.map(({ transaction }) => transaction.amountMinor),
      parsed.map(({ transaction }) => transaction.currency),
      parsed.map(({ status }) => status),
      parsed.map(({ transaction }) => transaction.latitude),
      parsed.map(({ transaction }) => transaction.longitude),
      messages.map(({ due }) => due?.configDigest),
      bodies.packed,
      bodies.starts,
      bodies.lengths,
      events.packed,
      events.starts,
      events.lengths,
      messages.map(({ due }) => due?.stored.layout.id),
    ],
  }
}
