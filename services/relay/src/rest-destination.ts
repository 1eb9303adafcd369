import type { OutboxKind } from '@pantau/contracts'
import type { Destination, OutboundDocument } from './destination.ts'
import type { DocumentFormat } from './document-format.ts'
import { isTaken, postDocument } from './post-document.ts'
import type { TokenSource } from './token-source.ts'

const UNAUTHORIZED = 401

export interface RestDestinationOptions {
  readonly name: string
  /** Kinds without a URL are not delivered. */
  readonly urls: Readonly<Partial<Record<OutboxKind, string>>>
  readonly format: DocumentFormat
  readonly timeoutMs: number
  /** Where the receiver asks for a bearer token. */
  readonly tokens?: TokenSource
}

/**
 * POSTs each document, with a bearer token where there is a source of tokens. A token that is refused (401) is replaced once; any 2xx
 * answer is a delivery, and everything else is tried again later.
 */
export function createRestDestination(options: RestDestinationOptions): Destination {
  const { urls, tokens } = options
  return {
    name: options.name,
    kinds: (['alert', 'interdiction'] as const).filter((kind) => urls[kind] !== undefined),
    async deliver(outbound) {
      const token = await tokens?.current()
      let statusCode = await post(outbound, options, token)
      if (statusCode === UNAUTHORIZED && tokens !== undefined && token !== undefined) {
        tokens.refuse(token)
        statusCode = await post(outbound, options, await tokens.current())
      }
      if (!isTaken(statusCode)) {
        throw new Error(`The receiver answered ${statusCode}`)
      }
    },
  }
}

async function post(
  outbound: OutboundDocument,
  options: RestDestinationOptions,
  bearerToken: string | undefined,
): Promise<number> {
  const url = options.urls[outbound.kind]
  if (url === undefined) {
    throw new TypeError(`${options.name} takes no ${outbound.kind}`)
  }
  return postDocument(outbound, { ...options, url, ...(bearerToken === undefined ? {} : { bearerToken }) })
}
