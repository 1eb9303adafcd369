import { DURATION_BUCKETS_SECONDS } from '@pantau/service-runtime'
import type { Metrics } from '@pantau/service-runtime'
import type { Clock } from '@pantau/stream'
import { Admission, PRIORITIES, REFUSAL_REASONS } from './admission.ts'
import type { AdmissionObserver } from './admission.ts'
import { ConcurrencyLimit } from './concurrency-limit.ts'
import { NeighbourLimit } from './neighbour-limit.ts'

/**
 * Initiations get two fifths of it and their reports as much again; a third of that is in each of two commits and a third collects: 25 messages a commit. With
 * 13 each message costs a tenth more, and a machine that others keep busy is taken for one that queues. The queue is short: a quarter more is enough.
 */
const IN_PROGRESS_MIN = 96
const LATENCY_RATIO = 1.25
/** With so few in progress there is no queue. Messages wait for the commit before theirs, so twice the time is none yet. */
const STRICT_MIN = 24
const STRICT_LATENCY_RATIO = 2
/** Held to two messages a heavy tenant still gets some hundred through in a second. Its neighbours may take a fifth longer than without it. */
const NEIGHBOUR_MIN = 2
const NEIGHBOUR_LATENCY_RATIO = 1.2
/** Before anything was measured. */
const IN_PROGRESS_INITIAL = 128

export interface AdmissionSettings {
  readonly inProgressMax: number
  readonly latencyTargetMs: number
  readonly tenantRatePerSecond: number | undefined
}

/** The admission of a process, with its metrics. */
export function createAdmission(settings: AdmissionSettings, clock: Clock, metrics?: Metrics): Admission {
  const { inProgressMax, latencyTargetMs, tenantRatePerSecond } = settings
  const { limit, strictLimit } = createLimits(inProgressMax, latencyTargetMs)
  const neighbourLimit = new NeighbourLimit({
    min: NEIGHBOUR_MIN,
    latencyRatio: NEIGHBOUR_LATENCY_RATIO,
    unknownTargetMs: latencyTargetMs,
  })
  const admission = new Admission({
    limit,
    strictLimit,
    neighbourLimit,
    clock,
    random: Math.random,
    ...(tenantRatePerSecond === undefined ? {} : { tenantRatePerSecond }),
    ...(metrics === undefined ? {} : { observer: createObserver(metrics) }),
  })
  if (metrics !== undefined) {
    observe(metrics, admission, limit)
    observeHeld(metrics, admission, neighbourLimit)
  }
  return admission
}

function createLimits(
  max: number,
  targetMs: number,
): { readonly limit: ConcurrencyLimit; readonly strictLimit: ConcurrencyLimit } {
  const initial = Math.min(IN_PROGRESS_INITIAL, max)
  const held = { max, initial, targetMs }
  return {
    limit: new ConcurrencyLimit({
      ...held,
      min: Math.min(IN_PROGRESS_MIN, max),
      latencyRatio: LATENCY_RATIO,
    }),
    strictLimit: new ConcurrencyLimit({
      ...held,
      min: Math.min(STRICT_MIN, max),
      latencyRatio: STRICT_LATENCY_RATIO,
    }),
  }
}

function createObserver(metrics: Metrics): AdmissionObserver {
  const admitted = metrics.counter({
    name: 'pantau_tms_admitted_total',
    help: 'Messages that were taken on, by priority.',
    labels: { priority: PRIORITIES },
  })
  const refused = metrics.counter({
    name: 'pantau_tms_refused_total',
    help: 'Messages that were refused before they were read, by reason: the process is full, the tenant has its share, or it comes too often.',
    labels: { reason: REFUSAL_REASONS },
  })
  const latency = metrics.histogram({
    name: 'pantau_tms_commit_duration_seconds',
    help: 'Time that a message waits for its commit and for the broker.',
    labels: {},
    buckets: DURATION_BUCKETS_SECONDS,
  })
  return {
    admitted: (priority) => admitted.add({ priority }),
    refused: (reason) => refused.add({ reason }),
    measured: (latencyMs) => latency.observe({}, latencyMs / 1_000),
  }
}

function observe(metrics: Metrics, admission: Admission, limit: ConcurrencyLimit): void {
  const gauge = (name: string, help: string, read: () => number): void =>
    metrics.observedGauge({ name: `pantau_tms_${name}`, help, labels: {} }, read)
  gauge('in_progress_messages', 'Messages that are in progress.', () => admission.inProgress)
  gauge('in_progress_limit_messages', 'Messages that may be in progress.', () => admission.limit)
  gauge(
    'tenant_share_messages',
    'What each of the tenants that ask may have in progress when there is no room.',
    () => admission.limit / Math.max(1, admission.tenantsAsking),
  )
  gauge(
    'unloaded_commit_duration_seconds',
    'What a message takes without load, as the limit sees it.',
    () => (limit.unloadedMs ?? 0) / 1_000,
  )
}

function observeHeld(metrics: Metrics, admission: Admission, neighbourLimit: NeighbourLimit): void {
  const gauge = (name: string, help: string, read: () => number): void =>
    metrics.observedGauge({ name: `pantau_tms_${name}`, help, labels: {} }, read)
  gauge(
    'held_tenants_state',
    '1 while tenants that ask for far more than the others, and than there is, are held so that the others do not wait for them.',
    () => Math.min(1, admission.tenantsHeld),
  )
  gauge(
    'held_limit_messages',
    'What tenants that are held may have in progress together.',
    () => neighbourLimit.limit,
  )
  gauge(
    'neighbour_target_duration_seconds',
    'What a message of the others may take on average while tenants are held, before these are held to less.',
    () => neighbourLimit.targetMs / 1_000,
  )
}
