import fastify from 'fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Authenticator } from '@pantau/auth'
import type { TransactionType } from '@pantau/rule-kit'
import type { Log, Metrics } from '@pantau/service-runtime'
import type { Acceptor } from './acceptor.ts'
import { createErrorAnswerer } from './http/answer-error.ts'
import { authenticateCallers } from './http/authenticate-caller.ts'
import { VALIDATOR_OPTIONS } from './http/body-schema.ts'
import { allowCrossOrigin } from './http/cors.ts'
import { addMessageRoute } from './http/message-route.ts'
import { parseJsonBody } from './http/parse-json-body.ts'
import { keepEvidence } from './http/request-evidence.ts'
import { measureRequests } from './http/request-metrics.ts'
import { addStatusRoutes } from './http/status-routes.ts'
import { loadTlsOptions } from './http/tls-options.ts'
import type { TlsSettings } from './http/tls-options.ts'

/** The usual bound of a body: 1 MiB. */
export const BODY_LIMIT_BYTES = 1_048_576

const CONNECTIONS_MAX = 10_000
/** A request must have come in completely by then. */
const REQUEST_TIMEOUT_MS = 10_000
/** Longer than the idle time of usual load balancers (60 s), so that they close first and never send into a closing connection. */
const KEEP_ALIVE_TIMEOUT_MS = 72_000
/** How long a stopping server waits for requests in flight before it cuts their connections. */
const STOP_GRACE_MS = 10_000

const ALWAYS: readonly TransactionType[] = ['pacs.008.001.10', 'pacs.002.001.12']
const WHEN_QUOTING: readonly TransactionType[] = ['pain.001.001.11', 'pain.013.001.09']

export interface TmsServerSettings {
  /** Whether payments are quoted first: then the initiation messages (pain) are taken too. */
  readonly quoting: boolean
  readonly bodyLimitBytes: number
  /** HTTPS with TLS 1.3; plain HTTP when absent. */
  readonly tls?: TlsSettings
  /** Whether pages of other origins may read as well as send. */
  readonly corsDemo: boolean
}

export interface TmsServerDeps {
  readonly acceptor: Acceptor
  readonly authenticator: Authenticator
  readonly settings: TmsServerSettings
  readonly log: Log
  readonly metrics?: Metrics
  /** Whether what the acceptor depends on can be used right now. */
  readonly readiness: () => Promise<boolean>
}

export interface TmsServer {
  /** For tests without a socket (`inject`). */
  readonly app: FastifyInstance
  /** Begins to listen; port 0 takes any free one. Resolves with the port. */
  listen(address: { readonly host: string; readonly port: number }): Promise<number>
  /**
   * Takes no new message: answers 503 with Retry-After and closes. Resolves when the requests in flight are answered, or their
   * connections were cut after a bounded wait.
   * @param graceMs that bound; ten seconds when absent
   */
  stop(graceMs?: number): Promise<void>
}

/** The HTTP interface of the transaction monitoring service. @throws TlsFileError */
export async function createTmsServer(deps: TmsServerDeps): Promise<TmsServer> {
  const { settings, acceptor } = deps
  const app = await createApp(settings)
  let isStopping = false
  app.server.maxConnections = CONNECTIONS_MAX
  keepEvidence(app)
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, readJsonBody)
  app.setErrorHandler(createErrorAnswerer(deps.log))
  // Node closes a connection that idles at the moment of closing, not one that becomes idle later.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping) {
      reply.header('connection', 'close')
    }
    done()
  })
  allowCrossOrigin(app, settings.corsDemo)
  if (deps.metrics !== undefined) {
    measureRequests(app, deps.metrics)
  }
  addStatusRoutes(app, async () => !isStopping && (await deps.readiness()))
  const authenticate = authenticateCallers(app, deps)
  const routeOptions = { quoting: settings.quoting, acceptor, authenticate, isStopping: () => isStopping }
  for (const type of settings.quoting ? [...ALWAYS, ...WHEN_QUOTING] : ALWAYS) {
    addMessageRoute(app, type, routeOptions)
  }
  await app.ready()
  return {
    app,
    listen: async (address) => {
      await app.listen(address)
      return listeningPort(app)
    },
    stop: async (graceMs = STOP_GRACE_MS) => {
      isStopping = true
      const cut = setTimeout(() => app.server.closeAllConnections(), graceMs)
      await app.close()
      clearTimeout(cut)
    },
  }
}

async function createApp(settings: TmsServerSettings): Promise<FastifyInstance> {
  const options = {
    logger: false,
    bodyLimit: settings.bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    // Our own answer while stopping carries Retry-After.
    return503OnClosing: false,
    ajv: { customOptions: VALIDATOR_OPTIONS },
  }
  return settings.tls === undefined
    ? fastify(options)
    : fastify({ ...options, https: await loadTlsOptions(settings.tls) })
}

async function readJsonBody(request: FastifyRequest, body: Buffer): Promise<unknown> {
  request.rawBody = body
  return parseJsonBody(body)
}

function listeningPort(app: FastifyInstance): number {
  const address = app.server.address()
  if (address === null || typeof address === 'string') {
    throw new TypeError('A listening TCP server has an address and a port')
  }
  return address.port
}
