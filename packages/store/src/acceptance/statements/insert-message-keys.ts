import type { TransactionType } from '@pantau/rule-kit'
import { packBytes } from '../../connection/packed-bytes.ts'
import { millisecondsOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { BatchMessage } from '../accept-batch.ts'

/**
 * Claims the natural keys, in key order, so that batches with common keys wait for each other instead of deadlocking. A key that another
 * transaction is claiming is waited for. Returns only the keys that are new.
 */
export const INSERT_MESSAGE_KEYS = `
INSERT INTO raw_history.message_key (tenant_id, transaction_type, message_id, content_hash, accepted_at)
SELECT k.tenant_id, k.transaction_type, k.message_id, substring($4::bytea FROM k.hash_start FOR k.hash_length),
  date_trunc('milliseconds', now())
FROM unnest($1::text[], $2::text[], $3::text[], $5::int4[], $6::int4[])
  AS k (tenant_id, transaction_type, message_id, hash_start, hash_length)
ORDER BY k.tenant_id COLLATE "C", k.transaction_type COLLATE "C", k.message_id COLLATE "C"
ON CONFLICT DO NOTHING
RETURNING tenant_id, transaction_type, message_id, ${millisecondsOf('accepted_at')} AS accepted_at_ms`

export interface InsertedKeyRow {
  readonly tenant_id: string
  readonly transaction_type: TransactionType
  readonly message_id: string
  readonly accepted_at_ms: number
}

export function insertMessageKeys(messages: readonly BatchMessage[]): Statement<InsertedKeyRow> {
  const hashes = packBytes(messages.map(({ request }) => request.contentHash))
  return {
    name: 'insert-message-keys',
    text: INSERT_MESSAGE_KEYS,
    values: [
      messages.map(({ request }) => request.tenantId),
      messages.map(({ request }) => request.parsed.transactionType),
      messages.map(({ request }) => request.parsed.messageId),
      hashes.packed,
      hashes.starts,
      hashes.lengths,
    ],
  }
}
