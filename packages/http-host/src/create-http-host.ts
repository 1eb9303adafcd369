import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import fastify from 'fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Log } from '@pantau/service-runtime'
import { createErrorAnswerer } from './answer-error.ts'
import { limitBodyTimes } from './limit-body-times.ts'
import { limitConnectionAges } from './limit-connection-ages.ts'
import { parseJsonBody } from './parse-json-body.ts'
import { replayBodies } from './replay-bodies.ts'
import { loadTlsOptions } from './tls-options.ts'
import type { TlsSettings } from './tls-options.ts'
import type { VALIDATOR_OPTIONS } from './validator-options.ts'

const CONNECTIONS_MAX = 10_000
/** Connections that wait to be taken while a batch is worked on. Beyond, the system drops them silently, and callers try again a second later. */
const CONNECTION_BACKLOG = 4_096
/** The headers of a request must have come in completely by then. Bodies have a bound of their own, which fits the route. */
const HEADERS_TIMEOUT_MS = 10_000
/** Also of a route that streams. */
const REQUEST_TIMEOUT_MS = 600_000
/** How often Node looks for requests that are over these bounds. */
const TIMEOUTS_CHECKED_EVERY_MS = 1_000
/** Longer than the idle time of usual load balancers (60 s), so that they close first and never send into a closing connection. */
const KEEP_ALIVE_TIMEOUT_MS = 72_000
/** Of a part of a path, still percent-encoded: enough for a key of 256 characters, whatever they are. */
const PATH_PART_LENGTH_MAX = 4_096
/** How long a stopping server waits for requests in flight before it cuts their connections. */
const STOP_GRACE_MS = 10_000

const SERVER_OPTIONS = {
  connectionsCheckingInterval: TIMEOUTS_CHECKED_EVERY_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
}

export interface HttpHostOptions {
  readonly bodyLimitBytes: number
  /** HTTPS with TLS 1.3; plain HTTP when absent. */
  readonly tls?: TlsSettings
  /** How requests are validated: options of Ajv. */
  readonly validator: typeof VALIDATOR_OPTIONS
  readonly log: Log
  /** Gets each JSON body as it came, before it is parsed. */
  readonly onBody?: (request: FastifyRequest, body: Buffer) => void
  /**
   * Sees every request before anything else does, unless the server stops, and says whether it has answered it or will. What it answers
   * costs nothing else: no route, no hook.
   */
  readonly answerFirst?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** An HTTP server with bounds, to which routes are added before it listens. */
export interface HttpHost {
  readonly app: FastifyInstance
  isStopping(): boolean
  /** Gives a request that `answerFirst` took to the routes after all, with its whole body. */
  passOn(request: IncomingMessage, response: ServerResponse, body: Buffer): void
  /** Whether an answer that `answerFirst` is about to send is the last of its connection, and has to say so (`Connection: close`). */
  isLastAnswer(request: IncomingMessage): boolean
  /** Begins to listen; port 0 takes any free one. Resolves with the port. */
  listen(address: { readonly host: string; readonly port: number }): Promise<number>
  /**
   * Closes. Resolves when the requests in flight are answered, or their connections were cut after a bounded wait.
   * @param graceMs that bound; ten seconds when absent
   */
  stop(graceMs?: number): Promise<void>
}

/** @throws TlsFileError */
export async function createHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  let isStopping = false
  const { answerFirst } = options
  const isAnswered = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (answerFirst === undefined || isStopping || !answerFirst(request, response)) {
      return false
    }
    watchBody(request, response)
    return true
  }
  const { app, route } = await createApp(options, isAnswered)
  const watchBody = limitBodyTimes(app)
  app.server.maxConnections = CONNECTIONS_MAX
  app.server.headersTimeout = HEADERS_TIMEOUT_MS
  const isOldConnection = limitConnectionAges(app)
  const replay = replayBodies(app)
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      options.onBody?.(request, body)
      return parseJsonBody(body)
    },
  )
  app.setErrorHandler(createErrorAnswerer(options.log))
  // Node closes a connection that idles at the moment of closing, not one that becomes idle later.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping) {
      reply.header('connection', 'close')
    }
    done()
  })
  return {
    app,
    isStopping: () => isStopping,
    passOn(request, response, body) {
      replay(request, body)
      route(request, response)
    },
    isLastAnswer: ({ socket }) => isOldConnection(socket) || isStopping,
    listen: async (address) => {
      await app.listen({ ...address, backlog: CONNECTION_BACKLOG })
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

async function createApp(
  { bodyLimitBytes, validator, tls }: HttpHostOptions,
  isAnswered: (request: IncomingMessage, response: ServerResponse) => boolean,
): Promise<{ readonly app: FastifyInstance; readonly route: RequestListener }> {
  const tlsOptions = tls === undefined ? undefined : await loadTlsOptions(tls)
  let route: RequestListener | undefined
  const app = fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    serverFactory: (handle) => {
      route = handle
      const listener: RequestListener = (request, response) => {
        if (!isAnswered(request, response)) {
          handle(request, response)
        }
      }
      const server: Server =
        tlsOptions === undefined
          ? createServer(SERVER_OPTIONS, listener)
          : createTlsServer({ ...SERVER_OPTIONS, ...tlsOptions }, listener)
      server.setTimeout(0)
      return server
    },
    // Services have an answer of their own while stopping, which carries Retry-After.
    return503OnClosing: false,
    ajv: { customOptions: validator },
    routerOptions: { maxParamLength: PATH_PART_LENGTH_MAX },
  })
  if (route === undefined) {
    throw new TypeError('Fastify makes its server with the factory that it was given')
  }
  return { app, route }
}

function listeningPort(app: FastifyInstance): number {
  const address = app.server.address()
  if (address === null || typeof address === 'string') {
    throw new TypeError('A listening TCP server has an address and a port')
  }
  return address.port
}
