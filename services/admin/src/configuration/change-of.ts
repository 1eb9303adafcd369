import type { FastifyRequest } from 'fastify'
import { principalOf } from '@pantau/http-host'
import type { ConfigurationChange } from '@pantau/store'

/** Who changes configuration with a request, for whom, and when. */
export function changeOf(request: FastifyRequest, nowMs: () => number): ConfigurationChange {
  const { tenantId, subject } = principalOf(request)
  return { tenantId, changedBy: subject, nowMs: nowMs() }
}
