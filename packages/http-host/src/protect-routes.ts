import type { FastifyInstance, FastifyRequest } from 'fastify'
import { privilegeOf, UNAUTHORIZED_REASONS, UnauthorizedError } from '@pantau/auth'
import type { Authenticator, Principal } from '@pantau/auth'
import type { Log, Metrics } from '@pantau/service-runtime'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null on routes that anybody may use, and until the caller was checked. */
    principal: Principal | null
  }
}

export interface ProtectionOptions {
  readonly authenticator: Authenticator
  readonly log: Log
  readonly metrics?: Metrics
  /** As metrics name it: `tms` makes `pantau_tms_unauthorized_total`. */
  readonly service: string
}

const PROTECTED_PREFIX = '/v1/'

/**
 * Lets requests to every route below `/v1/` that is added later through only with the privilege that the table of privileges names for
 * it, after the request was found valid. A route that the table does not have cannot be added. Refusals are logged and counted by their
 * reason, which the caller does not learn.
 */
export function protectRoutes(app: FastifyInstance, options: ProtectionOptions): void {
  const refuse = createRefusalReporter(options)
  app.decorateRequest('principal', null)
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith(PROTECTED_PREFIX)) {
      return
    }
    const method = String(route.method)
    const privilege = privilegeOf(method === 'HEAD' ? 'GET' : method, route.url)
    const authenticate = async (request: FastifyRequest): Promise<void> => {
      try {
        const { authorization } = request.headers
        request.principal = await options.authenticator.authenticate(authorization, privilege)
      } catch (error) {
        refuse(error, request)
        throw error
      }
    }
    const others = route.preHandler ?? []
    route.preHandler = [authenticate, ...(Array.isArray(others) ? others : [others])]
    route.schema = { ...route.schema, security: [{ bearer: [] }] }
  })
}

/** Who calls. @throws TypeError on a route that anybody may use */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal === null) {
    throw new TypeError('The route is not protected, so that nobody is known to call')
  }
  return request.principal
}

function createRefusalReporter({
  log,
  metrics,
  service,
}: ProtectionOptions): (error: unknown, request: FastifyRequest) => void {
  const refusals = metrics?.counter({
    name: `pantau_${service}_unauthorized_total`,
    help: 'Callers who were refused, by reason.',
    labels: { reason: UNAUTHORIZED_REASONS },
  })
  return (error, request) => {
    if (error instanceof UnauthorizedError) {
      const { reason } = error
      refusals?.add({ reason })
      log.warn({ reason, route: request.routeOptions.url, address: request.ip }, 'a caller was refused')
    }
  }
}
