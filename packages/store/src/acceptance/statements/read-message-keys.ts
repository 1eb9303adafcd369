import type { TransactionType } from '@pantau/rule-kit'
import type { Statement } from '../../connection/statement.ts'
import type { BatchMessage } from '../accept-batch.ts'

/** What is on record under the keys of the batch, what was claimed a moment ago included. */
export const READ_MESSAGE_KEYS = `
SELECT m.tenant_id, m.transaction_type, m.message_id, m.content_hash
FROM unnest($1::text[], $2::text[], $3::text[]) AS k (tenant_id, transaction_type, message_id)
JOIN raw_history.message_key m USING (tenant_id, transaction_type, message_id)`

export interface MessageKeyRow {
  readonly tenant_id: string
  readonly transaction_type: TransactionType
  readonly message_id: string
  readonly content_hash: Uint8Array
}

export function readMessageKeys(messages: readonly BatchMessage[]): Statement<MessageKeyRow> {
  return {
    name: 'read-message-keys',
    text: READ_MESSAGE_KEYS,
    values: [
      messages.map(({ request }) => request.tenantId),
      messages.map(({ request }) => request.parsed.transactionType),
      messages.map(({ request }) => request.parsed.messageId),
    ],
  }
}
