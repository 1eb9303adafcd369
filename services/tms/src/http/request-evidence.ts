import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body exactly as it came; null before it was read, and when it is no JSON. */
    rawBody: Uint8Array | null
    /** When the request's headers were complete, on the monotonic clock, in nanoseconds. */
    receivedAtNs: bigint
  }
}

/** Gives every request its place for evidence. */
export function keepEvidence(app: FastifyInstance): void {
  app.decorateRequest('rawBody', null)
  app.decorateRequest('receivedAtNs', 0n)
}
