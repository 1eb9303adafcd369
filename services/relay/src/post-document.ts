import { request } from 'undici'
import type { OutboundDocument } from './destination.ts'
import type { DocumentFormat } from './document-format.ts'

export interface PostOptions {
  readonly url: string
  readonly format: DocumentFormat
  /** For the answer to begin, and again for it to end. */
  readonly timeoutMs: number
  /** Sent as `Authorization: Bearer …` when given. */
  readonly bearerToken?: string
}

/**
 * POSTs one document and resolves with the status of the answer; redirects are not followed. `Idempotency-Key` carries the delivery id,
 * the same at every attempt.
 * @throws Error when there is no answer in time
 */
export async function postDocument(outbound: OutboundDocument, options: PostOptions): Promise<number> {
  const { url, format, timeoutMs, bearerToken } = options
  const response = await request(url, {
    method: 'POST',
    headers: {
      'content-type': format.contentType,
      'idempotency-key': outbound.deliveryId,
      'pantau-tenant': outbound.tenantId,
      'pantau-kind': outbound.kind,
      ...(outbound.traceParent === undefined ? {} : { traceparent: outbound.traceParent }),
      ...(bearerToken === undefined ? {} : { authorization: `Bearer ${bearerToken}` }),
    },
    body: format.encode(outbound.document),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })
  await response.body.dump()
  return response.statusCode
}

/** Whether the receiver has the document. */
export function isTaken(statusCode: number): boolean {
  return statusCode >= 200 && statusCode <= 299
}
