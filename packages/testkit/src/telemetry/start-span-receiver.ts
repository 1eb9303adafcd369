import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { waitUntil } from '../wait-until.ts'
import { readSpans } from './read-spans.ts'
import type { ReceivedSpan } from './read-spans.ts'

const RECEIVED_WITHIN_MS = 60_000

/** A collector of spans (OTLP over HTTP with protobuf) that keeps what it gets. */
export interface SpanReceiver {
  /** Where spans are to be sent. */
  readonly url: string
  /** Everything that was taken, in the order in which it came. */
  readonly spans: readonly ReceivedSpan[]
  /** The bodies of all requests, also of those that were not taken. */
  readonly bodies: readonly Buffer[]
  /** The headers of the last request. */
  lastHeaders(): IncomingHttpHeaders | undefined
  /** Answers with this status from now on; below 300 it takes spans. */
  answer(statusCode: number): void
  /** Resolves with all spans once these are among them. */
  until(what: string, isThere: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]>
  stop(): Promise<void>
}

export async function startSpanReceiver(): Promise<SpanReceiver> {
  const spans: ReceivedSpan[] = []
  const bodies: Buffer[] = []
  let statusCode = 200
  let headers: IncomingHttpHeaders | undefined
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    headers = request.headers
    const body = await buffer(request)
    bodies.push(body)
    if (statusCode < 300) {
      spans.push(...readSpans(body))
    }
    response.writeHead(statusCode).end()
  }
  const server = createServer((request, response) => {
    take(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') {
    throw new TypeError('The receiver listens on a port')
  }
  return {
    url: `http://127.0.0.1:${address.port}/v1/traces`,
    spans,
    bodies,
    lastHeaders: () => headers,
    answer: (next) => {
      statusCode = next
    },
    until: (what, isThere) =>
      waitUntil(async () => (isThere(spans) ? spans : undefined), { what, timeoutMs: RECEIVED_WITHIN_MS }),
    stop: async () => {
      if (!server.listening) {
        return
      }
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
