import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'

/** Lets the routes read a body that was read before they were asked. Returns how to say what was read of a request. */
export function replayBodies(app: FastifyInstance): (request: IncomingMessage, body: Buffer) => void {
  const bodies = new WeakMap<IncomingMessage, Buffer>()
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const body = bodies.get(request.raw)
    done(null, body === undefined ? payload : Readable.from([body], { objectMode: false }))
  })
  return (request, body) => void bodies.set(request, body)
}
