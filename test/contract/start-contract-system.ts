import { createAuthenticator } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import { compileConfiguration } from '@pantau/evaluation'
import type { ConfigurationSet, ReportDocument } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { createLogger, createMetrics, parseSettings, ReleasingScope } from '@pantau/service-runtime'
import type { Composition } from '@pantau/service-runtime'
import { composeAdmin, connectServiceChannel, settings as adminSchema } from '@pantau/service-admin'
import { composeTms, settings as tmsSchema } from '@pantau/service-tms'
import { pantauStreams } from '@pantau/stage-host'
import { activateConfiguration, connectStore, createConfigurationCatalog, runMigrations } from '@pantau/store'
import type { ConfigurationCatalog, StorePool } from '@pantau/store'
import { connectJetStreamTransport } from '@pantau/stream'
import type { Transport } from '@pantau/stream'
import { startNats, startPostgres, waitUntil } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { runStages } from './run-stages.ts'

export const TENANT = 'DEFAULT'
const EVALUATED_WITHIN_MS = 60_000
const STREAM_BOUNDS = { streamMaxBytes: 16_777_216, streamMaxAgeMs: 3_600_000, streamReplicas: 1 }

export interface ContractSystemOptions {
  readonly quoting?: boolean
  /** Nobody is authenticated unless one is given. */
  readonly authenticator?: Authenticator
  /** Whether reports leave for reviews only, as is the default. */
  readonly alertsOnly?: boolean
  /** What each tenant is evaluated under from the start; the shipped one for `DEFAULT` unless told. */
  readonly configurations?: Readonly<Record<string, ConfigurationSet>>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Ingress, evaluation and administration on PostgreSQL and NATS servers, reached as clients of Tazama would reach them. */
export interface ContractSystem {
  /** Where messages are taken. */
  readonly url: string
  readonly adminUrl: string
  readonly natsUrl: string
  readonly databaseUrl: string
  readonly pool: StorePool
  readonly configurations: ConfigurationCatalog
  readonly transport: Transport
  /** Posts a message to the route of the type that it says. */
  send(message: { readonly TxTp: string }, headers?: Call['headers']): Promise<Answer>
  /** Posts a body to the ingress. */
  post(path: string, body: string, headers?: Call['headers']): Promise<Answer>
  /** Asks the administration. */
  ask(call: Call): Promise<Answer>
  /** Asks for the report of a message until it is there. */
  report(messageId: string, headers?: Call['headers']): Promise<ReportDocument>
  stop(): Promise<void>
}

export async function startContractSystem(options: ContractSystemOptions = {}): Promise<ContractSystem> {
  const scope = new ReleasingScope()
  try {
    return await composeSystem(scope, options)
  } catch (error) {
    await scope.release()
    throw error
  }
}

async function composeSystem(scope: ReleasingScope, options: ContractSystemOptions): Promise<ContractSystem> {
  const { log } = createLogger({ service: 'contract', version: '0', instance: 'test', level: 'silent' })
  const [nats, postgres] = await Promise.all([startNats(), startPostgres()])
  scope.use('NATS', nats, (held) => held.stop())
  const database = scope.use('database', await postgres.createDatabase(), (held) => held.drop())
  const pool = await openPool(scope, database.url, options.configurations)
  const configurations = await createConfigurationCatalog({
    pool,
    compile: (candidate) => compileConfiguration(candidate, ruleRegistry),
    onRefreshFailed: (error) => log.error({ error }, 'The configuration could not be refreshed'),
  })
  scope.use('configurations', configurations, (held) => held.close())
  const transport = await connectJetStreamTransport({
    servers: [nats.url],
    name: 'contract test',
    confirmTimeoutMs: 5_000,
    streams: pantauStreams(STREAM_BOUNDS),
    log,
  })
  scope.use('transport', transport, (held) => held.close())
  for (const stage of runStages({
    pool,
    configurations,
    transport,
    log,
    alertsOnly: options.alertsOnly ?? true,
  })) {
    scope.use('a stage', stage, (held) => held.stop())
  }
  const { authenticator = createAuthenticator({ enabled: false }) } = options
  const parts = { authenticator, pool, configurations, transport, log }
  const url = await startIngress(scope, options.quoting ?? false, parts)
  const adminUrl = await startAdmin(scope, nats.url, parts)
  const ask = ({ path, ...request }: Call): Promise<Answer> => call(`${adminUrl}${path}`, request)
  const post = (path: string, body: string, headers?: Call['headers']): Promise<Answer> =>
    call(`${url}${path}`, { method: 'POST', body, ...(headers === undefined ? {} : { headers }) })
  return {
    url,
    adminUrl,
    natsUrl: nats.url,
    databaseUrl: database.url,
    pool,
    configurations,
    transport,
    send: (message, headers) =>
      post(`/v1/evaluate/iso20022/${message.TxTp}`, JSON.stringify(message), headers),
    post,
    ask,
    report: (messageId, headers = {}) =>
      waitUntil(() => askReport(ask, messageId, headers), {
        what: `the report of ${messageId}`,
        timeoutMs: EVALUATED_WITHIN_MS,
      }),
    stop: async () => {
      const failures = await scope.release()
      if (failures.length > 0) {
        throw new AggregateError(failures, 'The system did not stop cleanly')
      }
    },
  }
}

async function openPool(
  scope: ReleasingScope,
  url: string,
  configurations: ContractSystemOptions['configurations'] = { [TENANT]: defaultConfigurationSet() },
): Promise<StorePool> {
  await runMigrations({ url })
  const pool = await connectStore({
    url,
    applicationName: 'pantau-contract-test',
    poolMax: 10,
    statementTimeoutMs: 20_000,
  })
  scope.use('pool', pool, (held) => held.close())
  for (const [tenantId, set] of Object.entries(configurations)) {
    await activateConfiguration(pool, { tenantId, set, nowMs: Date.now() })
  }
  return pool
}

type ServiceParts = Omit<Parameters<typeof composeTms>[0], 'settings' | 'metrics'>

/** What the services get from elsewhere here. */
const CONNECTIONS = { PANTAU_POSTGRES_URL: 'postgres://localhost', PANTAU_NATS_URLS: 'nats://localhost' }

async function startIngress(scope: ReleasingScope, quoting: boolean, parts: ServiceParts): Promise<string> {
  const tms = await composeTms({
    settings: { ...parseSettings(tmsSchema, CONNECTIONS), host: '127.0.0.1', port: 0, quoting },
    metrics: createMetrics({ name: 'tms', version: '0' }),
    ...parts,
  })
  return start(scope, 'ingress', tms)
}

async function startAdmin(scope: ReleasingScope, natsUrl: string, parts: ServiceParts): Promise<string> {
  const { log } = parts
  const channel = connectServiceChannel({ connection: { servers: [natsUrl], name: 'contract test' }, log })
  scope.use('service channel', channel, (held) => held.close())
  const admin = await composeAdmin({
    settings: { ...parseSettings(adminSchema, CONNECTIONS), host: '127.0.0.1', port: 0 },
    metrics: createMetrics({ name: 'admin', version: '0' }),
    registry: ruleRegistry,
    channel,
    ...parts,
  })
  return start(scope, 'administration', admin)
}

async function start(
  scope: ReleasingScope,
  name: string,
  service: Composition & { port(): number | undefined },
): Promise<string> {
  scope.use(name, service, (held) => held.stop?.())
  await service.start()
  return `http://127.0.0.1:${service.port()}`
}

async function call(url: string, { method, body, headers }: Omit<Call, 'path'>): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

async function askReport(
  ask: (call: Call) => Promise<Answer>,
  messageId: string,
  headers: Call['headers'] = {},
): Promise<ReportDocument | undefined> {
  const path = `/v1/admin/reports/getreportbymsgid?msgid=${encodeURIComponent(messageId)}`
  const { status, text } = await ask({ method: 'GET', path, headers })
  if (status === 204) {
    return undefined
  }
  if (status !== 200) {
    throw new Error(`The report of ${messageId} was answered with ${status}: ${text}`)
  }
  return (JSON.parse(text) as { readonly data: ReportDocument }).data
}
