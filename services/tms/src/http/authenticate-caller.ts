import type { FastifyInstance, FastifyRequest } from 'fastify'
import { UNAUTHORIZED_REASONS, UnauthorizedError } from '@pantau/auth'
import type { Authenticator, Privilege } from '@pantau/auth'
import type { Log, Metrics } from '@pantau/service-runtime'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the message belongs to, as the caller's credentials say; empty before they were checked. */
    tenantId: string
  }
}

export interface CallerDeps {
  readonly authenticator: Authenticator
  readonly log: Log
  readonly metrics?: Metrics
}

/** Finds out who calls and whether that is allowed to; sets the tenant of the request. @throws UnauthorizedError */
export type AuthenticateCaller = (request: FastifyRequest, privilege: Privilege) => Promise<void>

/** Gives every request its place for the tenant. Refusals are logged and counted by their reason, which the caller does not learn. */
export function authenticateCallers(app: FastifyInstance, deps: CallerDeps): AuthenticateCaller {
  app.decorateRequest('tenantId', '')
  const refusals = deps.metrics?.counter({
    name: 'pantau_tms_unauthorized_total',
    help: 'Callers who were refused, by reason.',
    labels: { reason: UNAUTHORIZED_REASONS },
  })
  return async (request, privilege) => {
    try {
      const principal = await deps.authenticator.authenticate(request.headers.authorization, privilege)
      request.tenantId = principal.tenantId
    } catch (error) {
      if (error instanceof UnauthorizedError) {
        const { reason } = error
        refusals?.add({ reason })
        deps.log.warn(
          { reason, route: request.routeOptions.url, address: request.ip },
          'a caller was refused',
        )
      }
      throw error
    }
  }
}
