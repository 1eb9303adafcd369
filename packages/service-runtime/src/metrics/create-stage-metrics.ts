import { DURATION_BUCKETS_SECONDS } from './create-metrics.ts'
import type { Metrics } from './create-metrics.ts'

const MS_PER_SECOND = 1_000
/** Powers of two up to the messages that one frame of the transport can hold, and some batches of several frames. */
const BATCH_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
const WAIT_BUCKETS_SECONDS = [0.1, 0.5, 1, 5, 10, 30, 60, 300]

/** What became of a batch that a stage handled. */
export interface SettledBatch {
  readonly acked: number
  readonly retried: number
  readonly quarantined: number
  /** From the moment the batch was handed over until all of it was settled. */
  readonly durationMs: number
}

/** What the stage runner reports, once per batch. */
export interface StageMetrics {
  batchSettled(stage: string, batch: SettledBatch): void
  /** A dependency was away for this long, and the stage waited. */
  dependencyWaited(stage: string, waitedMs: number): void
}

/**
 * The metrics of stages, whose names must be known beforehand since they are label values.
 *
 * Working and waiting are measured apart: a slow stage and a stage that waits for its database need different people.
 */
export function createStageMetrics(metrics: Metrics, stages: readonly string[]): StageMetrics {
  const labels = { stage: stages }
  const messages = metrics.counter({
    name: 'pantau_stage_messages_total',
    help: 'Messages that a stage has settled.',
    labels: { ...labels, outcome: ['acked', 'retried', 'quarantined'] },
  })
  const sizes = metrics.histogram({
    name: 'pantau_stage_batch_messages',
    help: 'Messages in a batch.',
    labels,
    buckets: BATCH_BUCKETS,
  })
  const durations = metrics.histogram({
    name: 'pantau_stage_batch_duration_seconds',
    help: 'Time from handing a batch over until all of it was settled.',
    labels,
    buckets: DURATION_BUCKETS_SECONDS,
  })
  const waits = metrics.histogram({
    name: 'pantau_stage_dependency_wait_seconds',
    help: 'Time that a stage waited for a dependency that was away.',
    labels,
    buckets: WAIT_BUCKETS_SECONDS,
  })
  return {
    batchSettled(stage, { acked, retried, quarantined, durationMs }) {
      messages.add({ stage, outcome: 'acked' }, acked)
      messages.add({ stage, outcome: 'retried' }, retried)
      messages.add({ stage, outcome: 'quarantined' }, quarantined)
      sizes.observe({ stage }, acked + retried + quarantined)
      durations.observe({ stage }, durationMs / MS_PER_SECOND)
    },
    dependencyWaited(stage, waitedMs) {
      waits.observe({ stage }, waitedMs / MS_PER_SECOND)
    },
  }
}
