import { DURATION_BUCKETS_SECONDS } from '@pantau/service-runtime'
import type { Metrics } from '@pantau/service-runtime'
import type { Clock } from '@pantau/stream'
import { Admission, PRIORITIES, REFUSAL_REASONS } from './admission.ts'
import type { AdmissionObserver } from './admission.ts'
import { ConcurrencyLimit } from './concurrency-limit.ts'

/**
 * Initiations get two fifths of it: two commits of 13. With fewer, batches shrink, each message costs more, and a machine that others keep busy is
 * taken for one that queues.
 */
const IN_PROGRESS_MIN = 64
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
  const limit = new ConcurrencyLimit({
    min: Math.min(IN_PROGRESS_MIN, inProgressMax),
    max: inProgressMax,
    initial: Math.min(IN_PROGRESS_INITIAL, inProgressMax),
    targetMs: latencyTargetMs,
  })
  const admission = new Admission({
    limit,
    clock,
    random: Math.random,
    ...(tenantRatePerSecond === undefined ? {} : { tenantRatePerSecond }),
    ...(metrics === undefined ? {} : { observer: createObserver(metrics) }),
  })
  if (metrics !== undefined) {
    observe(metrics, admission, limit)
  }
  return admission
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
