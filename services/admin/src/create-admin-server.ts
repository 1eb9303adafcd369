import type { FastifyInstance } from 'fastify'
import type { Authenticator } from '@pantau/auth'
import type { RuleRegistry } from '@pantau/evaluation'
import {
  addStatusRoutes,
  allowCrossOrigin,
  BODY_LIMIT_BYTES,
  createHttpHost,
  measureRequests,
  protectRoutes,
  serveDocumentation,
  VALIDATOR_OPTIONS,
} from '@pantau/http-host'
import type { HttpHost, TlsSettings } from '@pantau/http-host'
import type { Log, Metrics } from '@pantau/service-runtime'
import type { StorePool } from '@pantau/store'
import { addConditionRoutes } from './conditions/condition-routes.ts'
import { addConfigurationRoutes } from './configuration/configuration-routes.ts'
import { limitRates } from './http/limit-rates.ts'
import { refuseUnstorable } from './http/refuse-unstorable.ts'
import { addExplanationRoute } from './reports/explanation-route.ts'
import { addReportRoute } from './reports/report-route.ts'
import type { ReloadDispatcher } from './service-channel/create-reload-dispatcher.ts'

const SERVICE = 'admin'

const API = {
  title: 'Pantau administration',
  description: 'Reports, event-flow conditions, and configuration with activation.',
  version: '0.1.0',
}

export interface AdminServerDeps {
  readonly pool: StorePool
  readonly authenticator: Authenticator
  readonly registry: RuleRegistry
  readonly dispatcher: ReloadDispatcher
  readonly nowMs: () => number
  readonly newId: () => string
  readonly log: Log
  readonly metrics?: Metrics
  readonly readiness: () => Promise<boolean>
  readonly settings: {
    /** HTTPS with TLS 1.3; plain HTTP when absent. */
    readonly tls?: TlsSettings
    /** Whether pages of other origins may change as well as read. */
    readonly corsDemo: boolean
    /** Whether each tenant may use each route so often only. */
    readonly rateLimited: boolean
  }
}

/** The HTTP interface of the admin service. @throws TlsFileError */
export async function createAdminServer(deps: AdminServerDeps): Promise<HttpHost> {
  const { settings, log, metrics } = deps
  const host = await createHttpHost({
    bodyLimitBytes: BODY_LIMIT_BYTES,
    validator: VALIDATOR_OPTIONS,
    log,
    ...(settings.tls === undefined ? {} : { tls: settings.tls }),
  })
  const { app } = host
  refuseUnstorable(app)
  allowCrossOrigin(app, settings.corsDemo ? ['GET', 'POST', 'PUT'] : ['GET'])
  if (metrics !== undefined) {
    measureRequests(app, { metrics, service: SERVICE, isMeasured: (_method, url) => url.startsWith('/v1/') })
  }
  await serveDocumentation(app, API)
  addStatusRoutes(app, async () => !host.isStopping() && (await deps.readiness()))
  protectRoutes(app, { ...deps, service: SERVICE })
  if (settings.rateLimited) {
    limitRates(app, deps.nowMs)
  }
  await addRoutes(app, deps)
  await app.ready()
  return host
}

async function addRoutes(app: FastifyInstance, deps: AdminServerDeps): Promise<void> {
  addReportRoute(app, deps)
  addExplanationRoute(app, deps)
  addConditionRoutes(app, deps)
  await addConfigurationRoutes(app, deps)
}
