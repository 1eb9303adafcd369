import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Callers spread over instances again within this time after an instance was added. */
const CONNECTION_AGE_MS_MAX = 600_000

export interface ConnectionAgeOptions {
  readonly ageMsMax?: number
  /** From 0 to below 1. */
  readonly random?: () => number
}

/** Whether the connection is to be closed with the answer that is about to be sent on it. To be asked for every answer. */
export type IsOldConnection = (socket: Socket) => boolean

/**
 * Closes connections that are old with their next answer (`Connection: close`), at the latest at the given age and up to a tenth
 * earlier, so that they do not all come again at once. Returns what an answer that does not come from a route has to ask.
 */
export function limitConnectionAges(
  app: FastifyInstance,
  options: ConnectionAgeOptions = {},
): IsOldConnection {
  const { ageMsMax = CONNECTION_AGE_MS_MAX, random = Math.random } = options
  const closeAfter = new WeakMap<Socket, number>()
  const isOld: IsOldConnection = (socket) => {
    const now = performance.now()
    const dueAt = closeAfter.get(socket)
    if (dueAt === undefined) {
      closeAfter.set(socket, now + ageMsMax * (1 - random() / 10))
    }
    return dueAt !== undefined && now >= dueAt
  }
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (isOld(request.raw.socket)) {
      reply.header('connection', 'close')
    }
    done()
  })
  return isOld
}
