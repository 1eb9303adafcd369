import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { principalOf } from '@pantau/http-host'
import { createRateLimiter } from './rate-limiter.ts'
import type { RequestClass } from './rate-limiter.ts'

/** Routes that compile a whole configuration. */
const EXPENSIVE = /\/(activate|deactivate|reload)$/

/** Limits how often a tenant may use each route below `/v1/` that is added later, once the caller is known. */
export function limitRates(app: FastifyInstance, nowMs: () => number): void {
  const limiter = createRateLimiter(nowMs)
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/v1/')) {
      return
    }
    const name = `${String(route.method)} ${route.url}`
    const requestClass = classOf(String(route.method), route.url)
    const limit = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
      const { tenantId } = principalOf(request)
      const retryAfterMs = limiter.exceeded(`${tenantId} ${name}`, requestClass)
      return retryAfterMs === undefined ? undefined : answerTooMany(reply, retryAfterMs)
    }
    const others = route.preHandler ?? []
    route.preHandler = [...(Array.isArray(others) ? others : [others]), limit]
  })
}

function classOf(method: string, url: string): RequestClass {
  if (EXPENSIVE.test(url)) {
    return 'expensive'
  }
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write'
}

function answerTooMany(reply: FastifyReply, retryAfterMs: number): FastifyReply {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  const message = `Rate limit exceeded, retry in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return reply.code(429).header('retry-after', seconds).send({ statusCode: 429, message })
}
