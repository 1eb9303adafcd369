import { privilegeOf } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import {
  addStatusRoutes,
  allowCrossOrigin,
  createHttpHost,
  measureRequests,
  protectRoutes,
  serveDocumentation,
  VALIDATOR_OPTIONS,
} from '@pantau/http-host'
import type { HttpHost, MeasureAnswer, TlsSettings } from '@pantau/http-host'
import type { Tracer } from '@pantau/contracts'
import type { TransactionType } from '@pantau/rule-kit'
import type { Log, Metrics } from '@pantau/service-runtime'
import { systemClock } from '@pantau/stream'
import type { Acceptor } from './acceptor.ts'
import type { DecisionReplies } from './decision/decision-replies.ts'
import type { Admission } from './admission/admission.ts'
import { keepTickets } from './http/admit-requests.ts'
import { addBulkRoute } from './http/bulk-route.ts'
import { compileBodyReaders } from './http/compile-body-readers.ts'
import type { BodyReader } from './http/compile-body-readers.ts'
import { DirectMessages } from './http/direct-messages.ts'
import { addMessageRoute, messagePath, priorityOf } from './http/message-route.ts'
import { RefuseFirst } from './http/refuse-first.ts'
import type { EntryRoute } from './http/refuse-first.ts'
import { keepEvidence } from './http/request-evidence.ts'

const SERVICE = 'tms'

const API = {
  title: 'Pantau transaction monitoring',
  description:
    'Takes ISO 20022 messages. An answer of 200 means that the message is kept and will be evaluated.',
  version: '0.1.0',
}

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
  /** Which messages are taken on. */
  readonly admission: Admission
  /** For callers who ask for decisions. */
  readonly decisions: DecisionReplies
  readonly authenticator: Authenticator
  readonly settings: TmsServerSettings
  readonly log: Log
  readonly metrics?: Metrics
  readonly tracer?: Tracer | undefined
  /** Whether what the acceptor depends on can be used right now. */
  readonly readiness: () => Promise<boolean>
}

/** What takes the usual message: made once for a server, and run before it listens to be warm then. */
export interface UsualWay {
  /** The message types that are taken. */
  readonly types: readonly TransactionType[]
  readonly entryRoutes: ReadonlyMap<string, EntryRoute>
  readonly readers: ReadonlyMap<string | undefined, BodyReader>
  readonly isLastAnswer: HttpHost['isLastAnswer']
}

export interface TmsServer extends HttpHost {
  readonly usualWay: UsualWay
}

/**
 * The HTTP interface of the transaction monitoring service. Stopping, it takes no new message: answers 503 with Retry-After and closes.
 * @throws TlsFileError
 */
export async function createTmsServer(deps: TmsServerDeps): Promise<TmsServer> {
  const { settings, acceptor, admission, decisions, log, metrics, tracer } = deps
  const { quoting } = settings
  const types = quoting ? [...ALWAYS, ...WHEN_QUOTING] : ALWAYS
  const entryRoutes = new Map(types.map((type) => [messagePath(type), entryRoute(type)]))
  let measure: MeasureAnswer | undefined
  let direct: DirectMessages | undefined
  const refuseFirst = new RefuseFirst({
    ...deps,
    clock: systemClock,
    routes: entryRoutes,
    onRefused: (statusCode, elapsedMs) => measure?.(statusCode, elapsedMs),
  })
  const host = await createHttpHost({
    bodyLimitBytes: settings.bodyLimitBytes,
    validator: VALIDATOR_OPTIONS,
    log,
    onBody: (request, body) => {
      request.rawBody = body
    },
    answerFirst: (request, response) =>
      refuseFirst.answer(request, response) || direct?.take(request, response) === true,
    ...(settings.tls === undefined ? {} : { tls: settings.tls }),
  })
  const { app, isStopping } = host
  keepEvidence(app)
  keepTickets(app)
  allowCrossOrigin(app, settings.corsDemo ? ['GET', 'POST'] : ['POST'])
  if (metrics !== undefined) {
    measure = measureRequests(app, { metrics, service: SERVICE, isMeasured: (method) => method === 'POST' })
  }
  await serveDocumentation(app, API)
  addStatusRoutes(app, async () => !isStopping() && (await deps.readiness()))
  protectRoutes(app, { ...deps, service: SERVICE })
  for (const type of types) {
    addMessageRoute(app, type, { quoting, acceptor, admission, decisions, refuseFirst, isStopping, tracer })
  }
  const { bodyLimitBytes } = settings
  addBulkRoute(app, { types, quoting, acceptor, admission, isStopping, bodyLimitBytes, log, tracer })
  await app.ready()
  const readers = compileBodyReaders(app, types, { quoting })
  direct = new DirectMessages({
    readers,
    acceptor,
    decisions,
    refuseFirst,
    host,
    bodyLimitBytes,
    log,
    tracer,
    onAnswered: (statusCode, elapsedMs) => measure?.(statusCode, elapsedMs),
  })
  return { ...host, usualWay: { types, entryRoutes, readers, isLastAnswer: host.isLastAnswer } }
}

function entryRoute(type: TransactionType): EntryRoute {
  return { privilege: privilegeOf('POST', messagePath(type)), priority: priorityOf(type) }
}
