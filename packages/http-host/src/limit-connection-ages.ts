import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Callers spread over instances again within this time after an instance was added. */
const CONNECTION_AGE_MS_MAX = 600_000

export interface ConnectionAgeOptions {
  readonly ageMsMax?: number
  /** From 0 to below 1. */
  readonly random?: () => number
}

/**
 * Closes connections that are old with their next answer (`Connection: close`), at the latest at the given age and up to a tenth
 * earlier, so that they do not all come again at once.
 */
export function limitConnectionAges(app: FastifyInstance, options: ConnectionAgeOptions = {}): void {
  const { ageMsMax = CONNECTION_AGE_MS_MAX, random = Math.random } = options
  const closeAfter = new WeakMap<Socket, number>()
  app.addHook('onSend', (request, reply, _payload, done) => {
    const { socket } = request.raw
    const now = performance.now()
    const dueAt = closeAfter.get(socket)
    if (dueAt === undefined) {
      closeAfter.set(socket, now + ageMsMax * (1 - random() / 10))
    } else if (now >= dueAt) {
      reply.header('connection', 'close')
    }
    done()
  })
}
