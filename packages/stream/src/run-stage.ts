import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { DeliverySpans } from './delivery-spans.ts'
import { judgeBatch } from './judge-batch.ts'
import type { Judged } from './judge-batch.ts'
import { Patience, WaitAbandonedError } from './patience.ts'
import { publishOutputs } from './publish-outputs.ts'
import type { QuarantineSink } from './quarantine-sink.ts'
import { settleBatch } from './settle-batch.ts'
import type { SettledCounts } from './settle-batch.ts'
import type { StageMetrics } from './stage-metrics.ts'
import { reject } from './stage.ts'
import type { Stage } from './stage.ts'
import type { DeliveryTracing } from './stage-tracing.ts'
import type { StreamLog } from './stream-log.ts'
import type { Delivery, Subscription, Transport } from './transport.ts'

/**
 * A message delivered this many times `maxDeliveries` without ever being answered takes the process down with it: it is put into
 * quarantine unseen.
 */
const UNANSWERED_FACTOR = 2

export interface RunStageOptions<In, Out> {
  readonly stage: Stage<In, Out>
  readonly transport: Transport
  readonly batchMax: number
  /** Batches that are handled at the same time. */
  readonly concurrency: number
  /** A message that fails this often goes to quarantine. Waiting for a dependency is no failure. */
  readonly maxDeliveries: number
  readonly quarantine: QuarantineSink
  readonly log: StreamLog
  readonly metrics?: StageMetrics
  readonly tracing?: DeliveryTracing<In> | undefined
  readonly clock?: Clock
  /** Yields [0, 1); spreads retries. */
  readonly random?: () => number
}

export interface StageRun {
  /** Pulls no more, lets what is in hand finish, gives back what waits for a dependency. */
  stop(): Promise<void>
  /** Resolves once stopped. Rejects on a programming error in the stage: the process should then end. */
  readonly done: Promise<void>
}

/**
 * Runs a stage: pull a batch, handle it, publish what it produced, wait for the confirmation, then settle each message. There are no
 * timers: while one batch is handled the next collects, so batches grow with the load and a lone message waits for nobody.
 */
export function runStage<In, Out>(options: RunStageOptions<In, Out>): StageRun {
  const runner = new StageRunner(options)
  const done = runner.run()
  return {
    done,
    async stop() {
      await runner.stop()
      await done
    },
  }
}

class StageRunner<In, Out> {
  readonly #options: RunStageOptions<In, Out>
  readonly #clock: Clock
  readonly #patience: Patience
  #subscription: Subscription<In> | undefined

  constructor(options: RunStageOptions<In, Out>) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#patience = stagePatience(options, this.#clock)
  }

  async run(): Promise<void> {
    const source = await this.#subscribe()
    if (source === undefined) {
      return
    }
    this.#subscription = source
    const lanes = Array.from({ length: this.#options.concurrency }, async () => this.#lane(source))
    try {
      await Promise.all(lanes)
    } finally {
      await this.stop()
      await Promise.allSettled(lanes)
    }
  }

  async stop(): Promise<void> {
    this.#patience.stop()
    await this.#subscription?.close()
  }

  /** Undefined when stopped before the transport could be reached. */
  async #subscribe(): Promise<Subscription<In> | undefined> {
    const { transport, stage } = this.#options
    try {
      return await this.#patience.repeat(async () => transport.subscribe(stage.input))
    } catch (error) {
      if (error instanceof WaitAbandonedError) {
        return undefined
      }
      throw error
    }
  }

  async #lane(source: Subscription<In>): Promise<void> {
    while (!this.#patience.isStopped) {
      const batch = await source.next(this.#options.batchMax)
      if (batch.length === 0) {
        return
      }
      await this.#handleBatch(batch)
    }
  }

  /** Messages under suspicion of taking the process down are handled last and one by one, when nothing else is at stake. */
  async #handleBatch(batch: readonly Delivery<In>[]): Promise<void> {
    const { maxDeliveries, metrics, stage } = this.#options
    const startedMs = this.#clock.nowMs()
    const sound = batch.filter((delivery) => delivery.deliveryCount <= maxDeliveries)
    const suspects = batch.filter((delivery) => delivery.deliveryCount > maxDeliveries)
    const parts = [sound, ...suspects.map((suspect) => [suspect])].filter((part) => part.length > 0)
    const counts: SettledCounts[] = []
    for (const part of parts) {
      counts.push(await this.#handlePart(part))
    }
    metrics?.batchSettled(stage.name, { ...sumOf(counts), durationMs: this.#clock.nowMs() - startedMs })
  }

  async #handlePart(part: readonly Delivery<In>[]): Promise<SettledCounts> {
    const { stage, transport, tracing } = this.#options
    const spans = tracing === undefined ? undefined : new DeliverySpans(part, stage, tracing)
    try {
      const judged = await publishOutputs(await this.#judge(part), transport, this.#patience)
      const settled = settleBatch(judged, {
        ...this.#options,
        stage: stage.name,
        channel: stage.input.name,
        spanOf: (delivery) => spans?.of(delivery),
      })
      return await settled.finally(() => spans?.end(judged))
    } catch (error) {
      spans?.abandon()
      if (!(error instanceof WaitAbandonedError)) {
        throw error
      }
      for (const delivery of part) {
        delivery.retry(0)
      }
      return { acked: 0, retried: part.length, quarantined: 0 }
    }
  }

  async #judge(part: readonly Delivery<In>[]): Promise<readonly Judged<In, Out>[]> {
    const { stage, maxDeliveries } = this.#options
    const [first] = part
    if (first !== undefined && first.deliveryCount > maxDeliveries * UNANSWERED_FACTOR) {
      const reason = `Delivered ${first.deliveryCount} times and never answered`
      return part.map((delivery) => ({ delivery, verdict: reject(reason) }))
    }
    return judgeBatch(stage, part, this.#patience)
  }
}

function stagePatience<In, Out>(options: RunStageOptions<In, Out>, clock: Clock): Patience {
  const stage = options.stage.name
  return new Patience({
    clock,
    random: options.random ?? Math.random,
    onAway: (error) => options.log.warn({ stage, err: error }, 'Waiting for a dependency'),
    onBack: (waitedMs) => {
      options.log.info({ stage, waitedMs }, 'The dependency is back')
      options.metrics?.dependencyWaited(stage, waitedMs)
    },
  })
}

function sumOf(counts: readonly SettledCounts[]): SettledCounts {
  return counts.reduce(
    (sum, part) => ({
      acked: sum.acked + part.acked,
      retried: sum.retried + part.retried,
      quarantined: sum.quarantined + part.quarantined,
    }),
    { acked: 0, retried: 0, quarantined: 0 },
  )
}
