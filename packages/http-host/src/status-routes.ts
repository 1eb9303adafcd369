import type { FastifyInstance } from 'fastify'

const UP = { status: 'UP' }

/**
 * `/` and `/health`: the process is alive, whatever it depends on. `/ready`: it can do its work. @param isReady whether it can; a
 * rejection means no
 */
export function addStatusRoutes(app: FastifyInstance, isReady: () => Promise<boolean>): void {
  const alive = { schema: { tags: ['status'], summary: 'Whether the process is alive' } }
  app.get('/', alive, async () => UP)
  app.get('/health', alive, async () => UP)
  const able = { schema: { tags: ['status'], summary: 'Whether the service can do its work' } }
  app.get('/ready', able, async (_request, reply) => {
    const ready = await isReady().catch(() => false)
    return ready ? UP : reply.code(503).send({ status: 'DOWN' })
  })
}
