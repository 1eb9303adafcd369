import fastify from 'fastify'
import type { FastifyError, FastifyInstance } from 'fastify'
import type { Log } from '@pantau/service-runtime'
import { addLoginRoute } from './http/login-route.ts'
import type { LoginRouteDeps } from './http/login-route.ts'
import { addUserRoute } from './http/user-route.ts'
import type { UserRouteDeps } from './http/user-route.ts'

/** A user name and a password. */
const BODY_LIMIT_BYTES = 4_096
const CONNECTIONS_MAX = 1_000
const REQUEST_TIMEOUT_MS = 10_000
/** Verifiers may keep the keys for a minute before they ask again. */
const KEYS_MAX_AGE_SECONDS = 60

const UP = { status: 'UP' }

export interface AuthServerDeps extends LoginRouteDeps, UserRouteDeps {
  readonly log: Log
}

/** The HTTP interface of the login service. */
export async function createAuthServer(deps: AuthServerDeps): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  })
  app.server.maxConnections = CONNECTIONS_MAX
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode } = error
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
      return reply.send(error)
    }
    deps.log.error({ err: error, route: request.routeOptions.url }, 'a request failed')
    const message = 'The service failed in a way that it did not expect.'
    return reply.code(500).send({ statusCode: 500, error: 'Internal Server Error', message })
  })
  app.get('/', async () => UP)
  app.get('/health', async () => UP)
  app.get('/.well-known/jwks.json', async (_request, reply) => {
    const { jwks } = await deps.keys()
    return reply
      .type('application/jwk-set+json')
      .header('cache-control', `public, max-age=${KEYS_MAX_AGE_SECONDS}`)
      .send(JSON.stringify(jwks))
  })
  addLoginRoute(app, deps)
  addUserRoute(app, deps)
  await app.ready()
  return app
}
