import type { Clock } from './clock.ts'
import { runClosedLoop } from './closed-loop.ts'
import type { MeasuredWindow } from './evaluation-latency.ts'
import { IdLedger } from './id-ledger.ts'
import type { LoadSummary } from './load-metrics.ts'
import { LoadMetrics } from './load-metrics.ts'
import type { RetryPolicy } from './message-submission.ts'
import type { OpenLoopOptions } from './open-loop.ts'
import { runOpenLoop } from './open-loop.ts'
import type { PaymentMessages } from './payment-messages.ts'
import type { PaymentSubmissionDeps } from './payment-submission.ts'
import { createPaymentSubmission } from './payment-submission.ts'
import { ProgressLine } from './progress-line.ts'

const FAILURES_KEPT_MAX = 20

export type Pace =
  | ({ readonly mode: 'open' } & Pick<OpenLoopOptions, 'arrivals' | 'inFlightMax' | 'stopWhen'>)
  | { readonly mode: 'closed'; readonly clientCount: number }

export interface LoadOptions {
  readonly clock: Clock
  readonly client: Pick<PaymentSubmissionDeps, 'post'>
  readonly messages: (index: number, createdAtEpochMs: number) => PaymentMessages
  readonly pace: Pace
  readonly retryPolicy: RetryPolicy
  /** Load before the measured time: connections, caches and compiled code settle. */
  readonly warmupMs: number
  readonly measuredMs: number
  readonly paymentCount: number
  /** The ledger file to write; must not exist. */
  readonly ledgerPath: string
  readonly onProgress?: (line: string) => void
}

export interface LoadRun {
  readonly summary: LoadSummary
  readonly paymentCount: number
  readonly heldBackCount: number
  /** When payments of the measured time were due, by the wall clock. Ends earlier than asked when the payments ran out. */
  readonly window: MeasuredWindow
  /** The first messages that were not accepted in the end, and what the last answer was. */
  readonly failures: readonly string[]
}

/** Sends payments at the asked pace and keeps the ledger; resolves when every message has its last answer and the ledger is on disk. */
export async function runLoad(options: LoadOptions): Promise<LoadRun> {
  const { clock, client, pace } = options
  const startedAtMs = clock.nowMs()
  const metrics = new LoadMetrics(startedAtMs + options.warmupMs)
  const ledger = await IdLedger.create(options.ledgerPath)
  const progress =
    options.onProgress === undefined ? undefined : new ProgressLine(metrics, options.onProgress)
  const failures: string[] = []
  const submit = createPaymentSubmission({
    clock,
    metrics,
    messages: options.messages,
    retryPolicy: options.retryPolicy,
    post: (...message) => client.post(...message),
    record: (entry) => ledger.append(entry),
    onFailure: (messageId, outcome) => {
      if (failures.length < FAILURES_KEPT_MAX) {
        failures.push(`${messageId}: ${JSON.stringify(outcome)}`)
      }
    },
  })
  const bounds = {
    clock,
    submit,
    durationMs: options.warmupMs + options.measuredMs,
    paymentCount: options.paymentCount,
  }
  try {
    const run =
      pace.mode === 'closed'
        ? { ...(await runClosedLoop({ ...bounds, clientCount: pace.clientCount })), heldBackCount: 0 }
        : await runOpenLoop({ ...bounds, ...pace, onStarted: (lagMs) => metrics.started(lagMs) })
    const askedEndMs = startedAtMs + bounds.durationMs
    const endedAtMs =
      run.paymentCount < options.paymentCount ? askedEndMs : Math.min(askedEndMs, clock.nowMs())
    return {
      summary: metrics.summary(),
      paymentCount: run.paymentCount,
      heldBackCount: run.heldBackCount,
      window: {
        fromEpochMs: clock.epochMs(startedAtMs + options.warmupMs),
        toEpochMs: clock.epochMs(endedAtMs),
      },
      failures,
    }
  } finally {
    progress?.stop()
    await ledger.close()
  }
}
