import type { FastifyInstance, FastifyRequest } from 'fastify'
import { privilegeOf, UNAUTHORIZED_REASONS, UnauthorizedError } from '@pantau/auth'
import type { Authenticator, Principal, Privilege } from '@pantau/auth'
import type { Log, Metrics } from '@pantau/service-runtime'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null on routes that anybody may use, and until the caller was checked. */
    principal: Principal | null
    /** What the check of the caller gave, before the request is judged; null on routes that anybody may use. */
    identification: Identification | null
  }
}

/** Who calls, or why that is not known or not allowed: told only once the request was found valid. */
export type Identification =
  | { readonly kind: 'known'; readonly principal: Principal }
  | { readonly kind: 'refused'; readonly error: unknown }

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
 * it. Who calls is looked at first, before the body is read, so that admission can go by tenant; a refusal is told after the request was
 * found valid. A route that the table does not have cannot be added. Refusals are logged and counted by their reason, which the caller
 * does not learn.
 */
export function protectRoutes(app: FastifyInstance, options: ProtectionOptions): void {
  const refuse = createRefusalReporter(options)
  app.decorateRequest('principal', null)
  app.decorateRequest('identification', null)
  const authorize = async (request: FastifyRequest): Promise<void> => {
    const { identification } = request
    if (identification?.kind === 'known') {
      request.principal = identification.principal
      return
    }
    const error = identification?.error ?? new TypeError('Nobody looked at who calls')
    refuse(error, request)
    throw error
  }
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith(PROTECTED_PREFIX)) {
      return
    }
    const method = String(route.method)
    const privilege = privilegeOf(method === 'HEAD' ? 'GET' : method, route.url)
    const identify = async (request: FastifyRequest): Promise<void> => {
      request.identification = await identificationOf(options.authenticator, request, privilege)
    }
    route.onRequest = [identify, ...listed(route.onRequest)]
    route.preHandler = [authorize, ...listed(route.preHandler)]
    route.schema = { ...route.schema, security: [{ bearer: [] }] }
  })
}

function listed<Hook>(hooks: Hook | Hook[] | undefined): Hook[] {
  if (hooks === undefined) {
    return []
  }
  return Array.isArray(hooks) ? hooks : [hooks]
}

async function identificationOf(
  authenticator: Authenticator,
  request: FastifyRequest,
  privilege: Privilege,
): Promise<Identification> {
  try {
    const principal = await authenticator.authenticate(request.headers.authorization, privilege)
    return { kind: 'known', principal }
  } catch (error) {
    return { kind: 'refused', error }
  }
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
