import { packBytes } from '../../connection/packed-bytes.ts'
import type { Statement } from '../../connection/statement.ts'
import type { BatchMessage } from '../accept-batch.ts'

/**
 * Makes sure that the accounts of a credit transfer have a row to lock: without one, two first payments of an account could not see
 * each other. Only for messages that are the ones on record; one that is refused leaves nothing behind.
 */
export const INSERT_ACCOUNT_STATES = `
INSERT INTO event_history.account_state (tenant_id, account_id)
SELECT DISTINCT a.tenant_id COLLATE "C", a.account_id COLLATE "C"
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $6::int4[], $7::int4[])
  AS a (tenant_id, account_id, transaction_type, message_id, hash_start, hash_length)
JOIN raw_history.message_key k ON k.tenant_id = a.tenant_id AND k.transaction_type = a.transaction_type
  AND k.message_id = a.message_id AND k.content_hash = substring($5::bytea FROM a.hash_start FOR a.hash_length)
ORDER BY 1, 2
ON CONFLICT DO NOTHING`

export interface AccountOfTransfer {
  readonly accountId: string
  readonly message: BatchMessage
}

export function insertAccountStates(accounts: readonly AccountOfTransfer[]): Statement<never> {
  const hashes = packBytes(accounts.map(({ message }) => message.request.contentHash))
  return {
    name: 'insert-account-states',
    text: INSERT_ACCOUNT_STATES,
    values: [
      accounts.map(({ message }) => message.request.tenantId),
      accounts.map(({ accountId }) => accountId),
      accounts.map(({ message }) => message.request.parsed.transactionType),
      accounts.map(({ message }) => message.request.parsed.messageId),
      hashes.packed,
      hashes.starts,
      hashes.lengths,
    ],
  }
}
