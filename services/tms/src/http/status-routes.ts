import type { FastifyInstance } from 'fastify'

const UP = { status: 'UP' }

/**
 * `/` and `/health`: the process is alive, whatever it depends on. `/ready`: it can take messages. @param isReady whether it can;
 * a rejection means no
 */
export function addStatusRoutes(app: FastifyInstance, isReady: () => Promise<boolean>): void {
  app.get('/', async () => UP)
  app.get('/health', async () => UP)
  app.get('/ready', async (_request, reply) => {
    const ready = await isReady().catch(() => false)
    return ready ? UP : reply.code(503).send({ status: 'DOWN' })
  })
}
