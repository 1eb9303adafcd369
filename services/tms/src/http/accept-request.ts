import type { AcceptRequest } from '../acceptor.ts'
import type { ReadMessage } from './message-reader.ts'

/** How a message came: all of a request for acceptance but what was read of the message. */
export type Arrival = Pick<AcceptRequest, 'tenantId' | 'rawBody' | 'receivedAtNs' | 'span'> & {
  readonly traceParent: string | undefined
}

/** What is handed to acceptance, on whatever way a message came. */
export function acceptRequest(
  { parsed, contentHash }: ReadMessage,
  { traceParent, ...arrival }: Arrival,
): AcceptRequest {
  arrival.span?.set({ 'pantau.message.type': parsed.transactionType })
  return { ...arrival, parsed, contentHash, ...(traceParent === undefined ? {} : { traceParent }) }
}
