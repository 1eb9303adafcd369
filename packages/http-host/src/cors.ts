import type { FastifyInstance } from 'fastify'

/** How long a browser may remember the answer to a preflight request. */
const PREFLIGHT_MAX_AGE_SECONDS = 600

/**
 * Lets pages of any origin use some methods: https://fetch.spec.whatwg.org/#http-cors-protocol. The wildcard for headers does not stand
 * for `Authorization`, which has to be named.
 */
export function allowCrossOrigin(app: FastifyInstance, methods: readonly string[]): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
  })
  app.options('*', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', methods.join(', '))
      .header('access-control-allow-headers', '*, Authorization')
      .header('access-control-max-age', PREFLIGHT_MAX_AGE_SECONDS)
      .send(),
  )
}
