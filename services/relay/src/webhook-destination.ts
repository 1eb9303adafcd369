import { request } from 'undici'
import type { Dispatcher } from 'undici'
import type { OutboxKind } from '@pantau/contracts'
import type { Destination } from './destination.ts'

export interface WebhookOptions {
  readonly name: string
  readonly url: string
  readonly kinds: readonly OutboxKind[]
  readonly timeoutMs: number
  /** Sent as `Authorization: Bearer …` when given. */
  readonly bearerToken?: string
  readonly dispatcher?: Dispatcher
}

/**
 * POSTs each document as JSON. Any 2xx answer is a delivery; everything else, redirects included, is tried again.
 * `Idempotency-Key` carries the delivery id, the same at every attempt.
 */
export function createWebhookDestination(options: WebhookOptions): Destination {
  const authorization =
    options.bearerToken === undefined ? {} : { authorization: `Bearer ${options.bearerToken}` }
  return {
    name: options.name,
    kinds: options.kinds,
    async deliver(document) {
      const response = await request(options.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': document.deliveryId,
          'pantau-tenant': document.tenantId,
          'pantau-kind': document.kind,
          ...authorization,
        },
        body: document.body,
        headersTimeout: options.timeoutMs,
        bodyTimeout: options.timeoutMs,
        ...(options.dispatcher === undefined ? {} : { dispatcher: options.dispatcher }),
      })
      await response.body.dump()
      if (response.statusCode < 200 || response.statusCode > 299) {
        throw new Error(`The webhook answered ${response.statusCode}`)
      }
    },
  }
}
