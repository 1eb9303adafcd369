import { messageKeyText } from '@pantau/contracts'
import type { TransactionType } from '@pantau/rule-kit'

/** The text of a message's natural key, as `BatchMessage.key`, from the columns of a row. */
export function messageKeyOf(row: {
  readonly tenant_id: string
  readonly transaction_type: TransactionType
  readonly message_id: string
}): string {
  return messageKeyText({
    tenantId: row.tenant_id,
    transactionType: row.transaction_type,
    messageId: row.message_id,
  })
}
