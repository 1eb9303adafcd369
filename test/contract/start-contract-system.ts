import { createAuthenticator } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import { compileConfiguration } from '@pantau/evaluation'
import type { ConfigurationSet, ReportDocument } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { createLogger, createMetrics, parseSettings, ReleasingScope } from '@pantau/service-runtime'
import { composeTms, settings as tmsSchema } from '@pantau/service-tms'
import { pantauStreams } from '@pantau/stage-host'
import {
  activateConfiguration,
  connectStore,
  createConfigurationCatalog,
  loadReport,
  runMigrations,
} from '@pantau/store'
import type { ConfigurationCatalog, StorePool } from '@pantau/store'
import { connectJetStreamTransport } from '@pantau/stream'
import type { Transport } from '@pantau/stream'
import { startNats, startPostgres, waitUntil } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { runStages } from './run-stages.ts'

export const TENANT = 'DEFAULT'
const EVALUATED_WITHIN_MS = 20_000
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

/** Ingress and evaluation on PostgreSQL and NATS servers, reached as a client of Tazama would reach it. */
export interface ContractSystem {
  readonly url: string
  readonly natsUrl: string
  readonly databaseUrl: string
  readonly pool: StorePool
  readonly configurations: ConfigurationCatalog
  readonly transport: Transport
  /** Posts a message to the route of its own type, as text or as a document that says its type. */
  send(message: { readonly TxTp: string }, headers?: Readonly<Record<string, string>>): Promise<Answer>
  post(path: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Waits for the evaluation of a message. */
  report(messageId: string, tenantId?: string): Promise<ReportDocument>
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
  const url = await startIngress(scope, options, { pool, configurations, transport, log })
  return {
    url,
    natsUrl: nats.url,
    databaseUrl: database.url,
    pool,
    configurations,
    transport,
    send: (message, headers) =>
      post(url, `/v1/evaluate/iso20022/${message.TxTp}`, JSON.stringify(message), headers),
    post: (path, body, headers) => post(url, path, body, headers),
    report: (messageId, tenantId = TENANT) =>
      waitUntil(() => loadReport(pool, { tenantId, messageId }), {
        what: `the evaluation of ${messageId}`,
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

async function startIngress(
  scope: ReleasingScope,
  { quoting = false, authenticator = createAuthenticator({ enabled: false }) }: ContractSystemOptions,
  parts: Omit<Parameters<typeof composeTms>[0], 'settings' | 'authenticator' | 'metrics'>,
): Promise<string> {
  const tms = await composeTms({
    settings: {
      ...parseSettings(tmsSchema, {
        PANTAU_POSTGRES_URL: 'postgres://localhost',
        PANTAU_NATS_URLS: 'nats://localhost',
      }),
      host: '127.0.0.1',
      port: 0,
      quoting,
    },
    authenticator,
    metrics: createMetrics({ name: 'tms', version: '0' }),
    ...parts,
  })
  scope.use('ingress', tms, (held) => held.stop())
  await tms.start()
  return `http://127.0.0.1:${tms.port()}`
}

async function post(
  url: string,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
