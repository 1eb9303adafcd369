import { spanFields } from '@pantau/contracts'
import type { Tracer } from '@pantau/contracts'
import type { Composition, ServiceContext } from '@pantau/service-runtime'
import { brokerProbe, databaseProbe } from '@pantau/stage-host'
import {
  createEvaluationWriter,
  createOutbox,
  createReconciliation,
  createSnapshotReader,
  ensurePartitions,
  holdLock,
} from '@pantau/store'
import type { ActiveConfigurations, StorePool } from '@pantau/store'
import type { Transport } from '@pantau/stream'
import { buildDocument } from './build-document.ts'
import type { Explainer } from './create-explainer.ts'
import { decideOrphans } from './decide-orphans.ts'
import { deliverOutbox, LEASE_MAX } from './deliver-outbox.ts'
import type { Destination } from './destination.ts'
import { publishAgain } from './publish-again.ts'
import { createReconciler } from './reconcile.ts'
import { runRounds } from './run-rounds.ts'
import type { RunningRounds } from './run-rounds.ts'
import type { RelaySettings } from './settings.ts'

/**
 * A delivery may have waited for the next poll anyway. Without this, alerts that come one after the other are leased and marked one by one: three
 * commits each.
 */
const DELIVERIES_GATHER_MS = 20
const RECONCILE_EVERY_MS = 1_000
const ORPHANS_EVERY_MS = 15_000
/** How often a relay that does not reconcile asks whether it should. */
const LEADER_POLL_MS = 2_000
const RECONCILER_LOCK = 'pantau-reconciler'
const PARTITIONS_EVERY_MS = 3_600_000
const PARTITION_MONTHS_AHEAD = 3

export interface RelayDeps {
  readonly pool: StorePool
  readonly transport: Transport
  readonly destinations: readonly Destination[]
  readonly tracer?: Tracer | undefined
  /** Adds to every alert why it was raised; alerts are those of the contract when absent. */
  readonly explain?: Explainer
  /** Decides status reports whose credit transfer has not come in this time; they stay parked when absent. */
  readonly orphans?: {
    readonly configurations: ActiveConfigurations
    readonly afterMs: number
  }
}

/** The loops of the relay: deliveries, the reconciler (in one relay at a time), and next months' partitions. */
export function createRelay(
  context: Pick<ServiceContext<Pick<RelaySettings, 'pollMs' | 'reconcileAfterMs'>>, 'settings' | 'log'>,
  deps: RelayDeps,
): Composition {
  const { pool, transport } = deps
  let loops: RunningRounds[] = []
  let isStopping = false
  return {
    probes: [databaseProbe(pool), brokerProbe(transport)],
    start() {
      loops = [
        startDeliveries(context, deps),
        startReconciler(context, deps, () => isStopping),
        startPartitions(context, pool),
      ]
    },
    async stop() {
      isStopping = true
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

type RelayContext = Parameters<typeof createRelay>[0]

function startDeliveries(
  { settings, log }: RelayContext,
  { pool, destinations, explain, tracer }: RelayDeps,
): RunningRounds {
  const outbox = createOutbox(pool)
  const documents = {
    pool,
    snapshots: createSnapshotReader(pool),
    ...(explain === undefined ? {} : { explain }),
  }
  return runRounds({
    idleMs: settings.pollMs,
    gather: { fromCount: LEASE_MAX, waitMs: Math.min(settings.pollMs, DELIVERIES_GATHER_MS) },
    onError: (err) => log.warn({ err }, 'Deliveries could not be made'),
    round: () =>
      deliverOutbox({
        outbox,
        destinations,
        tracer,
        document: (delivery) => buildDocument(documents, delivery),
        onDelivered: (destination, kind, span) =>
          log.debug({ destination, kind, ...spanFields(span) }, 'Delivered'),
        onFailed: (destination, attempt, err, span) =>
          log.warn(
            { destination, attempt, err, ...spanFields(span) },
            'A delivery failed and is tried again',
          ),
      }),
  })
}

/** Rounds of leadership: whoever holds the lock reconciles until it stops or loses the lock; the others ask again. */
function startReconciler(
  { settings, log }: RelayContext,
  deps: RelayDeps,
  isStopping: () => boolean,
): RunningRounds {
  const { pool, transport, tracer } = deps
  return runRounds({
    idleMs: LEADER_POLL_MS,
    onError: (err) => log.warn({ err }, 'The reconciler could not go on'),
    round: async () => {
      await holdLock(pool, RECONCILER_LOCK, async (check) => {
        log.info({}, 'This relay reconciles')
        const decideDue = createOrphanRounds(log, deps)
        const reconciler = createReconciler({
          store: createReconciliation(pool),
          deadlineMs: settings.reconcileAfterMs,
          nowMs: Date.now,
          publish: (events) => publishAgain(events, transport, tracer),
        })
        await reconcileUntil(isStopping, async () => {
          await check()
          const count = await reconciler.round()
          if (count > 0) {
            log.warn({ count }, 'Accepted messages without an evaluation were published again')
          }
          await decideDue()
        })
      })
      return 0
    },
  })
}

/** Looks for status reports without a credit transfer now and then. */
function createOrphanRounds(
  log: RelayContext['log'],
  { pool, orphans, tracer }: RelayDeps,
): () => Promise<void> {
  let nextAtMs = 0
  return async () => {
    const nowMs = Date.now()
    if (orphans === undefined || nowMs < nextAtMs) {
      return
    }
    nextAtMs = nowMs + ORPHANS_EVERY_MS
    const count = await decideOrphans({
      ...orphans,
      store: createReconciliation(pool),
      writer: createEvaluationWriter({ pool }),
      nowMs: Date.now,
      tracer,
      onUnusable: (tenantId, err) =>
        log.error({ tenantId, err }, 'Status reports without a credit transfer could not be decided'),
    })
    if (count > 0) {
      log.warn({ count }, 'Status reports went to review because no credit transfer arrived')
    }
  }
}

async function reconcileUntil(isStopping: () => boolean, round: () => Promise<void>): Promise<void> {
  while (!isStopping()) {
    await round()
    await new Promise((resolve) => {
      setTimeout(resolve, RECONCILE_EVERY_MS)
    })
  }
}

function startPartitions({ log }: RelayContext, pool: StorePool): RunningRounds {
  return runRounds({
    idleMs: PARTITIONS_EVERY_MS,
    onError: (err) => log.error({ err }, 'Next months’ partitions could not be made'),
    round: async () => {
      await ensurePartitions(pool, { fromMs: Date.now(), monthsAhead: PARTITION_MONTHS_AHEAD })
      return 0
    },
  })
}
