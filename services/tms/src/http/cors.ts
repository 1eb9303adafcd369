import type { FastifyInstance } from 'fastify'

/** How long a browser may remember the answer to a preflight request. */
const PREFLIGHT_MAX_AGE_SECONDS = 600

/** Lets pages of any origin send messages, and in the demo also read: https://fetch.spec.whatwg.org/#http-cors-protocol */
export function allowCrossOrigin(app: FastifyInstance, isDemo: boolean): void {
  const methods = isDemo ? 'GET, POST' : 'POST'
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
  })
  app.options('*', async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', methods)
      .header('access-control-allow-headers', '*')
      .header('access-control-max-age', PREFLIGHT_MAX_AGE_SECONDS)
      .send(),
  )
}
