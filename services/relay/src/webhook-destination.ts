import type { OutboxKind } from '@pantau/contracts'
import type { Destination } from './destination.ts'
import { JSON_FORMAT } from './document-format.ts'
import { isTaken, postDocument } from './post-document.ts'

export interface WebhookOptions {
  readonly name: string
  readonly url: string
  readonly kinds: readonly OutboxKind[]
  readonly timeoutMs: number
  /** Sent as `Authorization: Bearer …` when given. */
  readonly bearerToken?: string
}

/** POSTs each document as JSON. Any 2xx answer is a delivery; everything else, redirects included, is tried again. */
export function createWebhookDestination(options: WebhookOptions): Destination {
  return {
    name: options.name,
    kinds: options.kinds,
    async deliver(document) {
      const statusCode = await postDocument(document, { ...options, format: JSON_FORMAT })
      if (!isTaken(statusCode)) {
        throw new Error(`The webhook answered ${statusCode}`)
      }
    },
  }
}
