import { ExportResultCode } from '@opentelemetry/core'
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import type { CounterMetric, Log, Metrics } from '@pantau/service-runtime'

/** Spans that wait to be sent; about a kilobyte each. What comes when it is full is dropped. */
export const QUEUE_SPANS_MAX = 16_384
/** Spans of one request: some milliseconds to write them, in which nothing else is done. */
const BATCH_SPANS_MAX = 512
/** At the end all of the queue is sent at once; until then there is one request at a time. */
export const REQUESTS_MAX = QUEUE_SPANS_MAX / BATCH_SPANS_MAX
/** How long fewer than that wait for others. */
const BATCH_WITHIN_MS = 1_000
/** A request and its repetitions; its spans are dropped after it. */
export const EXPORT_TIMEOUT_MS = 5_000
/** What waits when the process stops is sent within this time, or never. */
export const CLOSE_WITHIN_MS = 3_000

const OUTCOMES = ['sent', 'queue_full', 'not_sent'] as const

type Outcomes = CounterMetric<{ readonly outcome: typeof OUTCOMES }>

export interface SpanQueueDeps {
  readonly exporter: SpanExporter
  readonly metrics: Metrics
  readonly log: Log
}

/** Spans on their way out. Nothing here ever waits or fails for whoever records: what cannot be sent is dropped, and counted. */
export class SpanQueue {
  readonly #deps: SpanQueueDeps
  readonly #spans: Outcomes
  readonly #processor: BatchSpanProcessor
  #waiting = 0
  #inFlight = 0
  #isAway = false

  constructor(deps: SpanQueueDeps) {
    this.#deps = deps
    this.#spans = deps.metrics.counter({
      name: 'pantau_trace_spans_total',
      help: 'Spans that were sent, and those that were dropped: no room in the queue, or the collector did not take them.',
      labels: { outcome: OUTCOMES },
    })
    this.#processor = new BatchSpanProcessor({
      exporter: this.#counted(deps.exporter),
      maxQueueSize: QUEUE_SPANS_MAX,
      maxExportBatchSize: BATCH_SPANS_MAX,
      scheduledDelayMillis: BATCH_WITHIN_MS,
      exportTimeoutMillis: 2 * EXPORT_TIMEOUT_MS,
    })
  }

  add(span: ReadableSpan): void {
    if (this.#waiting >= QUEUE_SPANS_MAX) {
      this.#spans.add({ outcome: 'queue_full' })
      return
    }
    this.#waiting += 1
    this.#processor.onEnd(span)
  }

  /** Sends what waits, within a bound. Never rejects. */
  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_WITHIN_MS)
    })
    const sent = this.#processor.shutdown().catch((error: unknown) => {
      this.#deps.log.debug({ err: error }, 'not all spans could be sent before the end')
    })
    await Promise.race([sent, late])
    clearTimeout(timer)
    const left = this.#waiting + this.#inFlight
    if (left > 0) {
      this.#spans.add({ outcome: 'not_sent' }, left)
      this.#deps.log.warn({ spans: left }, 'spans are left unsent at the end')
    }
  }

  #counted(exporter: SpanExporter): SpanExporter {
    return {
      export: (spans, done) => {
        this.#waiting -= spans.length
        this.#inFlight += spans.length
        exporter.export(spans, (result) => {
          this.#inFlight -= spans.length
          const isSent = result.code === ExportResultCode.SUCCESS
          this.#spans.add({ outcome: isSent ? 'sent' : 'not_sent' }, spans.length)
          this.#tell(isSent, result.error)
          done(result)
        })
      },
      shutdown: () => exporter.shutdown(),
    }
  }

  /** Once for every time that it goes, and comes back. */
  #tell(isSent: boolean, error: unknown): void {
    if (isSent === this.#isAway) {
      this.#isAway = !isSent
      if (isSent) {
        this.#deps.log.info({}, 'spans are taken again')
      } else {
        this.#deps.log.warn({ err: error }, 'spans are not taken, and dropped')
      }
    }
  }
}
