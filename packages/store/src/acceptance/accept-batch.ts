import { messageKeyText } from '@pantau/contracts'
import type { PaymentInstruction } from '@pantau/rule-kit'
import type { PinnedRequest } from './accept-request.ts'

/** A request of the batch; of several with one key, only the first can become the message on record. */
export interface BatchMessage {
  readonly key: string
  readonly request: PinnedRequest
}

/** A payment that messages of the batch are about. */
export interface BatchPayment {
  readonly tenantId: string
  readonly endToEndId: string
  /** What the first credit transfer of the batch says; on record counts only what was accepted before. */
  readonly transfer: BatchTransfer | undefined
  readonly hasStatusReport: boolean
}

export interface BatchTransfer {
  readonly message: BatchMessage
  readonly instruction: PaymentInstruction
}

/** Requests that are committed together, in the order in which they arrived. */
export interface AcceptBatch {
  readonly requests: readonly BatchMessage[]
  /** The first request of each key. */
  readonly messages: readonly BatchMessage[]
  readonly payments: ReadonlyMap<string, BatchPayment>
}

/** Identifies a payment within a batch. Identifiers never contain U+0000: PostgreSQL could not hold it. */
export function paymentKey(tenantId: string, endToEndId: string): string {
  return `${tenantId}\u0000${endToEndId}`
}

export function buildAcceptBatch(requests: readonly PinnedRequest[]): AcceptBatch {
  const keyed = requests.map((request) => ({
    key: messageKeyText({
      tenantId: request.tenantId,
      transactionType: request.parsed.transactionType,
      messageId: request.parsed.messageId,
    }),
    request,
  }))
  const messages = new Map<string, BatchMessage>()
  for (const message of keyed) {
    if (!messages.has(message.key)) {
      messages.set(message.key, message)
    }
  }
  const distinct = [...messages.values()]
  return { requests: keyed, messages: distinct, payments: findPayments(distinct) }
}

function findPayments(messages: readonly BatchMessage[]): ReadonlyMap<string, BatchPayment> {
  const payments = new Map<string, BatchPayment>()
  for (const message of messages) {
    const { tenantId, parsed } = message.request
    const isStatusReport = parsed.transactionType === 'pacs.002.001.12'
    if (!isStatusReport && parsed.instruction === undefined) {
      continue
    }
    const key = paymentKey(tenantId, parsed.endToEndId)
    const known = payments.get(key)
    const transfer =
      known?.transfer ??
      (parsed.instruction === undefined ? undefined : { message, instruction: parsed.instruction })
    payments.set(key, {
      tenantId,
      endToEndId: parsed.endToEndId,
      transfer,
      hasStatusReport: isStatusReport || known?.hasStatusReport === true,
    })
  }
  return payments
}
