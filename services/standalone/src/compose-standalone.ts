import { join } from 'node:path'
import { traceParentOf } from '@pantau/contracts'
import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { evaluationChain, ONE_GROUP } from '@pantau/service-evaluator'
import { createRelay } from '@pantau/service-relay'
import type { Destination } from '@pantau/service-relay'
import { createInlineExecutor } from '@pantau/service-rule-processor'
import { createStageMetrics } from '@pantau/service-runtime'
import type { Composition, ServiceContext } from '@pantau/service-runtime'
import { monotonicClock, quarantineSink } from '@pantau/stage-host'
import {
  createConfigurationCatalog,
  createEvaluationWriter,
  createLayoutSource,
  createQuarantine,
} from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { createMemoryTransport, runStage } from '@pantau/stream'
import type { StageRun, StageTracing } from '@pantau/stream'
import { composeFaces } from './compose-faces.ts'
import { localCertificate } from './local-certificate.ts'
import { openDatabase } from './open-database.ts'
import type { DatabaseOptions } from './open-database.ts'

/** Events in memory; beyond it, acceptance goes on and the reconciler brings the rest. */
const MEMORY_MESSAGES_MAX = 100_000
const REDELIVER_AFTER_MS = 30_000
const BATCH_MAX = 256
const MAX_DELIVERIES = 5
const RELAY_POLL_MS = 250
const ORPHAN_AFTER_MS = 900_000
const RECONCILE_AFTER_MS = 5_000
const RULE_BUDGET_MS = 100

export interface StandaloneOptions extends DatabaseOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly adminPort: number
  readonly destinations: readonly Destination[]
  readonly tracing?: StageTracing | undefined
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
  /** Where reports, conditions and configuration are, once started. */
  adminUrl(): string
}

type StandaloneContext = Pick<ServiceContext<unknown>, 'scope' | 'log' | 'metrics' | 'fail'>

/** All stages in one process, on an embedded PostgreSQL and the in-memory transport; reachable from this machine only. */
export async function composeStandalone(
  context: StandaloneContext,
  options: StandaloneOptions,
): Promise<Standalone> {
  const { scope, log, metrics } = context
  const { tracing } = options
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
  const { tms, admin } = await composeFaces(context, {
    ...options,
    certPath,
    keyPath,
    pool,
    configurations,
    transport,
    tracer: tracing?.tracer,
  })
  const relay = createRelay(
    { log, settings: { pollMs: RELAY_POLL_MS, reconcileAfterMs: RECONCILE_AFTER_MS } },
    {
      pool,
      transport,
      destinations: options.destinations,
      tracer: tracing?.tracer,
      orphans: { configurations, afterMs: ORPHAN_AFTER_MS },
    },
  )
  let run: StageRun | undefined
  return {
    pool,
    databaseUrl,
    certPath,
    certificate,
    probes: [...tms.probes, ...admin.probes],
    url: () => `https://localhost:${tms.port() ?? options.port}`,
    adminUrl: () => `https://localhost:${admin.port() ?? options.adminPort}`,
    async start() {
      const executor = createInlineExecutor({
        configurations,
        layouts: createLayoutSource(pool),
        ruleGroups: ONE_GROUP,
        ruleBudgetMs: RULE_BUDGET_MS,
        clock: monotonicClock,
        onGivenUp: (rule, cause) => log.error({ ...rule, cause }, 'A rule had to be given up'),
      })
      scope.use('rule executor', executor, (held) => held.close())
      const stage = evaluationChain({
        writer: createEvaluationWriter({ pool }),
        configurations,
        executor,
        alertsOnly: true,
        tracing,
      })
      run = runStage({
        stage,
        transport,
        batchMax: BATCH_MAX,
        concurrency: 1,
        maxDeliveries: MAX_DELIVERIES,
        quarantine: quarantineSink(createQuarantine(pool)),
        log,
        metrics: createStageMetrics(metrics, [stage.name]),
        tracing: tracing === undefined ? undefined : { ...tracing, traceParentOf },
      })
      run.done.catch(context.fail)
      options.onStep('Event director, rules, typologies and decisions, chained')
      await relay.start()
      options.onStep('Relay and reconciler')
      await admin.start()
      options.onStep('Administration over TLS 1.3')
      await tms.start()
      options.onStep('Ingress over TLS 1.3')
    },
    async stop() {
      await tms.stop()
      await admin.stop()
      await run?.stop()
      await relay.stop?.()
    },
  }
}
