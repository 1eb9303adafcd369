import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** Lets the route read the body little by little, at its own pace: it bounds the time itself from now on. */
    takeTime(): void
  }
}

/** A body must have come in completely by then. */
const BODY_TIMEOUT_MS = 10_000
const SWEEP_EVERY_MS = 1_000

export interface BodyTimeOptions {
  readonly timeoutMs?: number
  readonly sweepEveryMs?: number
}

export type WatchBody = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Cuts connections whose body takes too long, so that slow senders do not hold places that others need. One sweep looks at all of them,
 * the oldest first. Node's own bound is the same for all routes, and a route that streams needs more. Returns how to watch a request that
 * does not come to a route.
 */
export function limitBodyTimes(app: FastifyInstance, options: BodyTimeOptions = {}): WatchBody {
  const { timeoutMs = BODY_TIMEOUT_MS, sweepEveryMs = SWEEP_EVERY_MS } = options
  const reading = new Map<
    IncomingMessage,
    { readonly response: ServerResponse; readonly startedAt: number }
  >()
  app.decorateRequest('takeTime', function takeTime(this: FastifyRequest) {
    reading.delete(this.raw)
  })
  const watch: WatchBody = (raw, response) => {
    if (hasBody(raw)) {
      reading.set(raw, { response, startedAt: performance.now() })
      const forget = (): void => void reading.delete(raw)
      raw.once('end', forget)
      raw.once('close', forget)
    }
  }
  app.addHook('onRequest', (request, reply, done) => {
    watch(request.raw, reply.raw)
    done()
  })
  const sweep = setInterval(() => {
    const startedBefore = performance.now() - timeoutMs
    for (const [raw, { response, startedAt }] of reading) {
      if (startedAt > startedBefore) {
        break
      }
      reading.delete(raw)
      cut(raw, response)
    }
  }, sweepEveryMs)
  sweep.unref()
  app.addHook('onClose', async () => clearInterval(sweep))
  return watch
}

/** As Node does it for requests over its own bounds. */
function cut(raw: IncomingMessage, response: ServerResponse): void {
  const { socket } = raw
  if (response.headersSent) {
    raw.destroy()
  } else {
    socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n', () => raw.destroy())
  }
}

/** Not one that was read before the routes were asked. */
function hasBody({ headers, readableEnded }: IncomingMessage): boolean {
  if (readableEnded) {
    return false
  }
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
