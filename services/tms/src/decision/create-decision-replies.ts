import type { ConfigurationSource } from '@pantau/contracts'
import type { PaymentAction } from '@pantau/evaluation'
import { DURATION_BUCKETS_SECONDS } from '@pantau/service-runtime'
import type { Log, Metrics } from '@pantau/service-runtime'
import { findProgress } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import type { Clock } from '@pantau/stream'
import { TenantPlaces } from '../admission/tenant-places.ts'
import { DecisionReplies, REPLY_RESULTS } from './decision-replies.ts'
import type { DecisionRepliesDeps } from './decision-replies.ts'
import { ProgressWatcher } from './progress-watcher.ts'

const MS_PER_SECOND = 1_000
/** Messages whose decisions are waited for at the same time: looking for them all takes the database some tens of milliseconds. */
const DECISION_PLACES = { max: 4_096, ofTenantMax: 2_048 }

export interface CreateDecisionRepliesDeps {
  readonly pool: StorePool
  readonly configurations: Pick<ConfigurationSource, 'byDigest'>
  readonly settings: { readonly undecided: PaymentAction; readonly waitMaxMs: number }
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
}

export interface CreatedDecisionReplies {
  readonly decisions: DecisionReplies
  /** Ends all waits, as the process stops. */
  hurry(): void
  /** Resolves when the database is not asked any more, once nobody waits. */
  idle(): Promise<void>
}

/** The decisions in replies of a process, with their metrics. */
export function createDecisionReplies(deps: CreateDecisionRepliesDeps): CreatedDecisionReplies {
  const { pool, configurations, settings, clock, log, metrics } = deps
  const watcher = new ProgressWatcher({ find: (keys) => findProgress(pool, keys), clock, log })
  const places = new TenantPlaces(DECISION_PLACES)
  metrics.observedGauge(
    {
      name: 'pantau_tms_awaited_decisions_messages',
      help: 'Messages whose callers wait for the decision in the reply.',
      labels: {},
    },
    () => watcher.waiting,
  )
  const onReplied = countReplies(metrics)
  return {
    decisions: new DecisionReplies({ watcher, places, configurations, ...settings, log, onReplied }),
    hurry: () => watcher.hurry(),
    idle: () => watcher.idle(),
  }
}

function countReplies(metrics: Metrics): DecisionRepliesDeps['onReplied'] {
  const replies = metrics.counter({
    name: 'pantau_tms_decision_replies_total',
    help: 'Answers to callers who asked for the decision in the reply: with it, without it at their deadline, for messages that are not evaluated, and without it as too many waited.',
    labels: { result: REPLY_RESULTS },
  })
  const durations = metrics.histogram({
    name: 'pantau_tms_decision_reply_seconds',
    help: 'Time from the request to the decision in its reply.',
    labels: {},
    buckets: DURATION_BUCKETS_SECONDS,
  })
  return (result, elapsedMs) => {
    replies.add({ result })
    if (result === 'decided') {
      durations.observe({}, elapsedMs / MS_PER_SECOND)
    }
  }
}
