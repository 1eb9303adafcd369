import type { Authenticator } from '@pantau/auth'
import { channels } from '@pantau/contracts'
import type { ConfigurationSource, Tracer } from '@pantau/contracts'
import { listenAddress, tlsSettings } from '@pantau/http-host'
import { checkProbes } from '@pantau/service-runtime'
import type { Composition, Log, Metrics } from '@pantau/service-runtime'
import { databaseProbe } from '@pantau/stage-host'
import { createAcceptance, createReconciliation } from '@pantau/store'
import type { ActiveConfigurations, DecideEvents, StorePool } from '@pantau/store'
import { systemClock } from '@pantau/stream'
import type { Transport } from '@pantau/stream'
import { createAdmission } from './admission/create-admission.ts'
import { commitToStore } from './commit-to-store.ts'
import { createAcceptor } from './create-acceptor.ts'
import { createDecisionReplies } from './decision/create-decision-replies.ts'
import { createTmsServer } from './create-tms-server.ts'
import type { UsualWay } from './create-tms-server.ts'
import { EventPublisher } from './event-publisher.ts'
import { PORTS } from './settings.ts'
import type { TmsSettings } from './settings.ts'
import { watchBacklog } from './watch-backlog.ts'

const COMMIT_BATCH_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]

export type TmsComposeSettings = Pick<
  TmsSettings,
  | 'host'
  | 'port'
  | 'tlsCertPath'
  | 'tlsKeyPath'
  | 'tlsClientCaPath'
  | 'quoting'
  | 'corsDemo'
  | 'bodyLimitBytes'
  | 'commitBatchMax'
  | 'commitQueueMax'
  | 'commitConcurrency'
  | 'latencyTargetMs'
  | 'tenantRateMax'
  | 'answerTimeoutMs'
  | 'waitMaxMs'
  | 'undecided'
  | 'publishConfirmTimeoutMs'
  | 'backlogMaxMessages'
>

/** What the service works with; whoever opened the connections closes them after `stop`. */
export interface TmsParts {
  readonly settings: TmsComposeSettings
  /** Its keys are at hand. */
  readonly authenticator: Authenticator
  readonly pool: StorePool
  readonly configurations: ActiveConfigurations & Pick<ConfigurationSource, 'byDigest'>
  readonly transport: Pick<Transport, 'publish'>
  readonly log: Log
  readonly metrics: Metrics
  readonly tracer?: Tracer | undefined
  /** Decides messages in the transaction that accepts them; absent where all is decided behind the broker. */
  readonly decide?: DecideEvents | undefined
}

export interface TmsComposition extends Composition {
  /** Begins to take messages; resolves with the port. */
  start(): Promise<void>
  /** Resolves when what was taken is answered, and published or owed. */
  stop(): Promise<void>
  /** The port that it listens on, once started. */
  port(): number | undefined
  /** What it will take usual messages with. */
  readonly usualWay: UsualWay
}

/** Wires the service from its parts: the same for a process of its own and for one that holds all services. @throws TlsFileError */
export async function composeTms(parts: TmsParts): Promise<TmsComposition> {
  const { settings, pool, log, metrics, tracer } = parts
  const acceptance = createAcceptance({
    pool,
    configurations: parts.configurations,
    nowNs: process.hrtime.bigint,
    batchMax: settings.commitBatchMax,
    // Admission holds the bound; while tenants are cut to their shares, twice as many are in progress.
    queueMax: 2 * settings.commitQueueMax,
    concurrency: settings.commitConcurrency,
    onCommit: countMessages(metrics),
    tracer,
    decide: parts.decide,
  })
  const publisher = createPublisher(parts)
  const backlog = watchBacklog({
    countWaiting: (max) => createReconciliation(pool).countWaiting(max),
    maxMessages: settings.backlogMaxMessages,
    clock: systemClock,
    log,
  })
  const { decisions, ...waits } = createDecisionReplies({ ...parts, clock: systemClock })
  // The broker is no condition: without it messages are accepted, and published later.
  const probes = [databaseProbe(pool)]
  const tls = tlsSettings(settings)
  const server = await createTmsServer({
    acceptor: createAcceptor({
      commit: commitToStore(acceptance),
      publisher,
      backlog,
      answerTimeoutMs: settings.answerTimeoutMs,
      clock: systemClock,
      log,
      random: Math.random,
    }),
    admission: createAdmission(
      {
        inProgressMax: settings.commitQueueMax,
        latencyTargetMs: settings.latencyTargetMs,
        tenantRatePerSecond: settings.tenantRateMax,
      },
      systemClock,
      metrics,
    ),
    decisions,
    authenticator: parts.authenticator,
    settings: { ...settings, ...(tls === undefined ? {} : { tls }) },
    log,
    metrics,
    tracer,
    readiness: async () => Object.values(await checkProbes(probes)).every((result) => result === 'ok'),
  })
  observe(metrics, acceptance.depth, backlog.waiting)
  let port: number | undefined
  return {
    probes,
    usualWay: server.usualWay,
    port: () => port,
    start: async () => {
      port = await server.listen(listenAddress(settings, PORTS))
      log.info({ port, tls: tls !== undefined }, 'taking messages')
    },
    stop: async () => {
      waits.hurry()
      await server.stop()
      backlog.close()
      await waits.idle()
      await publisher.idle()
    },
  }
}

function createPublisher({ transport, settings, log }: TmsParts): EventPublisher {
  const channel = channels.eventDirector
  return new EventPublisher({
    publish: (events) => transport.publish(events.map((message) => ({ channel, message }))),
    confirmTimeoutMs: settings.publishConfirmTimeoutMs,
    clock: systemClock,
    log,
  })
}

function countMessages(metrics: Metrics): (messages: number) => void {
  const batch = metrics.histogram({
    name: 'pantau_tms_commit_batch_messages',
    help: 'Messages that share a commit.',
    labels: {},
    buckets: COMMIT_BATCH_BUCKETS,
  })
  return (messages) => batch.observe({}, messages)
}

function observe(metrics: Metrics, queued: () => number, waiting: () => number): void {
  metrics.observedGauge(
    { name: 'pantau_tms_commit_queue_requests', help: 'Messages that wait for a commit.', labels: {} },
    queued,
  )
  metrics.observedGauge(
    {
      name: 'pantau_tms_backlog_messages',
      help: 'Accepted messages that wait for their evaluation, counted up to the bound of the backlog.',
      labels: {},
    },
    waiting,
  )
}
