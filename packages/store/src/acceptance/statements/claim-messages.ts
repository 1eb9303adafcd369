import type { TransactionType } from '@pantau/rule-kit'
import { packBytes } from '../../connection/packed-bytes.ts'
import { millisecondsOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { BatchMessage } from '../accept-batch.ts'

const CLAIM = `
  INSERT INTO raw_history.message_key (tenant_id, transaction_type, message_id, content_hash, accepted_at)
  SELECT k.tenant_id, k.transaction_type, k.message_id, substring($4::bytea FROM k.hash_start FOR k.hash_length),
    date_trunc('milliseconds', now())
  FROM unnest($1::text[], $2::text[], $3::text[], $5::int4[], $6::int4[])
    AS k (tenant_id, transaction_type, message_id, hash_start, hash_length)
  ORDER BY k.tenant_id COLLATE "C", k.transaction_type COLLATE "C", k.message_id COLLATE "C"
  ON CONFLICT DO NOTHING
  RETURNING tenant_id, transaction_type, message_id, ${millisecondsOf('accepted_at')} AS accepted_at_ms`

/**
 * Claims the natural keys, in key order, so that batches with common keys wait for each other instead of deadlocking. A key that another
 * transaction is claiming is waited for. Returns only the keys that are new.
 */
export const CLAIM_MESSAGES = CLAIM

/**
 * The same, and makes sure that the accounts of a credit transfer have a row to lock: without one, two first payments of an account could not
 * see each other. Only for keys that are new: a message that is refused leaves nothing behind, and one that comes again left them before. In
 * key order, and after all keys: what is sorted is complete. (IN IS TRUE is hashed, as a join it would be a nested loop.)
 */
export const CLAIM_MESSAGES_WITH_ACCOUNTS = `
WITH claimed AS (${CLAIM}
), opened AS (
  INSERT INTO event_history.account_state (tenant_id, account_id)
  SELECT DISTINCT a.tenant_id COLLATE "C", a.account_id COLLATE "C"
  FROM unnest($7::text[], $8::text[], $9::text[], $10::text[]) AS a (tenant_id, transaction_type, message_id, account_id)
  WHERE ((a.tenant_id, a.transaction_type, a.message_id) IN (
    SELECT c.tenant_id, c.transaction_type, c.message_id FROM claimed c)) IS TRUE
  ORDER BY 1, 2
  ON CONFLICT DO NOTHING
)
SELECT * FROM claimed`

export interface ClaimedKeyRow {
  readonly tenant_id: string
  readonly transaction_type: TransactionType
  readonly message_id: string
  readonly accepted_at_ms: number
}

export interface AccountOfTransfer {
  readonly accountId: string
  readonly message: BatchMessage
}

/** @param newAccounts accounts that may have no row yet, of messages of the batch */
export function claimMessages(
  messages: readonly BatchMessage[],
  newAccounts: readonly AccountOfTransfer[],
): Statement<ClaimedKeyRow> {
  const hashes = packBytes(messages.map(({ request }) => request.contentHash))
  const keys = [...keysOf(messages), hashes.packed, hashes.starts, hashes.lengths]
  return newAccounts.length === 0
    ? { name: 'claim-messages', text: CLAIM_MESSAGES, values: keys }
    : {
        name: 'claim-messages-with-accounts',
        text: CLAIM_MESSAGES_WITH_ACCOUNTS,
        values: [
          ...keys,
          ...keysOf(newAccounts.map(({ message }) => message)),
          newAccounts.map(({ accountId }) => accountId),
        ],
      }
}

function keysOf(messages: readonly BatchMessage[]): readonly (readonly string[])[] {
  return [
    messages.map(({ request }) => request.tenantId),
    messages.map(({ request }) => request.parsed.transactionType),
    messages.map(({ request }) => request.parsed.messageId),
  ]
}
