import { join } from 'node:path'
import { createAuthenticator } from '@pantau/auth'
import { compileConfiguration } from '@pantau/evaluation'
import { startEmbeddedPostgres } from '@pantau/embedded'
import { ruleRegistry } from '@pantau/rules'
import { createRelay } from '@pantau/service-relay'
import type { Destination } from '@pantau/service-relay'
import { composeTms, settings as tmsSchema } from '@pantau/service-tms'
import { createStageMetrics, parseSettings } from '@pantau/service-runtime'
import type { Composition, ServiceContext } from '@pantau/service-runtime'
import { quarantineSink } from '@pantau/stage-host'
import { connectStore, createConfigurationCatalog, createQuarantine } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { createMemoryTransport, runStage } from '@pantau/stream'
import type { StageRun } from '@pantau/stream'
import { evaluationChain } from './evaluation-chain.ts'
import { localCertificate } from './local-certificate.ts'
import { prepareConfiguration, prepareSchema } from './prepare-database.ts'

const CONNECTIONS_MAX = 12
const STATEMENT_TIMEOUT_MS = 20_000
/** Events in memory; beyond it, acceptance goes on and the reconciler brings the rest. */
const MEMORY_MESSAGES_MAX = 100_000
const REDELIVER_AFTER_MS = 30_000
const BATCH_MAX = 256
const MAX_DELIVERIES = 5
const RELAY_POLL_MS = 250
const RECONCILE_AFTER_MS = 5_000

export interface StandaloneOptions {
  readonly dataDir: string
  /** 0 takes any free port. */
  readonly port: number
  readonly destinations: readonly Destination[]
  /** The data is thrown away afterwards: the database may be made without waiting for the disk. Running, it waits all the same. */
  readonly isDisposable: boolean
  /** Told of each part that is up. */
  readonly onStep: (part: string) => void
}

export interface Standalone extends Composition {
  start(): Promise<void>
  stop(): Promise<void>
  readonly pool: StorePool
  readonly databaseUrl: string
  readonly certPath: string
  /** PEM of the certificate that the server shows. */
  readonly certificate: string
  /** Where messages are taken, once started. */
  url(): string
}

type StandaloneContext = Pick<ServiceContext<unknown>, 'scope' | 'log' | 'metrics' | 'fail'>

/** All stages in one process, on an embedded PostgreSQL and the in-memory transport; reachable from this machine only. */
export async function composeStandalone(
  context: StandaloneContext,
  options: StandaloneOptions,
): Promise<Standalone> {
  const { scope, log, metrics } = context
  const { databaseUrl, pool } = await openDatabase(context, options)
  const configurations = await createConfigurationCatalog({
    pool,
    compile: (candidate) => compileConfiguration(candidate, ruleRegistry),
    onRefreshFailed: (err) => log.error({ err }, 'The configuration could not be refreshed'),
  })
  scope.use('configuration', configurations, (held) => held.close())
  options.onStep('Rules, typologies and network map')
  const transport = createMemoryTransport({
    capacityMessages: MEMORY_MESSAGES_MAX,
    redeliverAfterMs: REDELIVER_AFTER_MS,
  })
  scope.use('transport', transport, (held) => held.close())
  const { certPath, keyPath, certificate } = await localCertificate(join(options.dataDir, 'tls'), Date.now())
  const tms = await composeTms({
    settings: {
      ...parseSettings(tmsSchema, TMS_ENVIRONMENT),
      host: '127.0.0.1',
      port: options.port,
      tlsCertPath: certPath,
      tlsKeyPath: keyPath,
    },
    // Listens on this machine only.
    authenticator: createAuthenticator({ enabled: false }),
    pool,
    configurations,
    transport,
    log,
    metrics,
  })
  const relay = createRelay(
    { log, settings: { pollMs: RELAY_POLL_MS, reconcileAfterMs: RECONCILE_AFTER_MS } },
    { pool, transport, destinations: options.destinations },
  )
  let run: StageRun | undefined
  return {
    pool,
    databaseUrl,
    certPath,
    certificate,
    probes: tms.probes,
    url: () => `https://localhost:${tms.port() ?? options.port}`,
    async start() {
      const stage = evaluationChain({ pool, configurations, log })
      run = runStage({
        stage,
        transport,
        batchMax: BATCH_MAX,
        concurrency: 1,
        maxDeliveries: MAX_DELIVERIES,
        quarantine: quarantineSink(createQuarantine(pool)),
        log,
        metrics: createStageMetrics(metrics, [stage.name]),
      })
      run.done.catch(context.fail)
      options.onStep('Event director, rules, typologies and decisions, chained')
      await relay.start()
      options.onStep('Relay and reconciler')
      await tms.start()
      options.onStep('Ingress over TLS 1.3')
    },
    async stop() {
      await tms.stop()
      await run?.stop()
      await relay.stop?.()
    },
  }
}

/** The connections of tms come from here; its settings only have to name some. */
const TMS_ENVIRONMENT = { PANTAU_POSTGRES_URL: 'postgres://localhost', PANTAU_NATS_URLS: 'nats://localhost' }

async function openDatabase(
  { scope, log }: StandaloneContext,
  options: StandaloneOptions,
): Promise<{ readonly databaseUrl: string; readonly pool: StorePool }> {
  const server = await startEmbeddedPostgres({
    dataDir: join(options.dataDir, 'postgres'),
    isDisposable: options.isDisposable,
  })
  scope.use('PostgreSQL', server, (held) => held.stop())
  options.onStep(`PostgreSQL (embedded, port ${server.port})`)
  await prepareSchema(server.url)
  const pool = await connectStore({
    url: server.url,
    applicationName: 'pantau-standalone',
    poolMax: CONNECTIONS_MAX,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onConnectionLost: (err) => log.warn({ err }, 'A database connection was lost'),
  })
  scope.use('database', pool, (held) => held.close())
  await prepareConfiguration(pool)
  options.onStep('Schema and partitions')
  return { databaseUrl: server.url, pool }
}
