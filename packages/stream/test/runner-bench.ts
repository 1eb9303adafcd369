import { expect } from 'vitest'
import { runStage } from '@pantau/stream'
import type {
  Channel,
  QuarantineEntry,
  QuarantineSink,
  RunStageOptions,
  Stage,
  StageRun,
  Transport,
} from '@pantau/stream'
import { outgoing, receive } from './test-message.ts'
import type { TestMessage } from './test-message.ts'
import { REDELIVER_AFTER_MS, silentLog } from './transport-harness.ts'
import type { TransportHarness } from './transport-harness.ts'

export const MAX_DELIVERIES = 3

/** As when the database is away. */
export class AwayError extends Error {
  override readonly name = 'AwayError'
  readonly retryAfterMs = 5
}

/** Keeps what is quarantined, after failing as often as it is told. */
export class MemoryQuarantine implements QuarantineSink {
  readonly entries: QuarantineEntry[] = []
  failuresLeft = 0

  async put(entry: QuarantineEntry): Promise<void> {
    if (this.failuresLeft > 0) {
      this.failuresLeft -= 1
      throw new Error('no room')
    }
    this.entries.push(entry)
  }
}

/** What one test of the stage runner works with: a transport, two fresh channels, and the runs that it starts. */
export class RunnerBench {
  readonly harness: TransportHarness
  readonly quarantine = new MemoryQuarantine()
  readonly input: Channel<TestMessage>
  readonly output: Channel<TestMessage>
  readonly runs: StageRun[] = []
  transport: Transport

  constructor(harness: TransportHarness, transport: Transport) {
    this.harness = harness
    this.transport = transport
    this.input = harness.channel()
    this.output = harness.channel()
  }

  stageOf(handle: Stage<TestMessage, TestMessage>['handle']): Stage<TestMessage, TestMessage> {
    return { name: 'test-stage', input: this.input, handle }
  }

  start(
    stage: Stage<TestMessage, TestMessage>,
    overrides: Partial<RunStageOptions<TestMessage, TestMessage>> = {},
  ): StageRun {
    const run = this.startAlone(stage, overrides)
    this.runs.push(run)
    return run
  }

  /** A run that the test itself ends, or that never ends. */
  startAlone(
    stage: Stage<TestMessage, TestMessage>,
    overrides: Partial<RunStageOptions<TestMessage, TestMessage>> = {},
  ): StageRun {
    return runStage({
      stage,
      transport: this.transport,
      batchMax: 32,
      concurrency: 2,
      maxDeliveries: MAX_DELIVERIES,
      quarantine: this.quarantine,
      log: silentLog,
      ...overrides,
    })
  }

  async stop(): Promise<void> {
    await Promise.all(this.runs.map((run) => run.stop()))
  }

  /** Stops the stages; nothing of the input is left then: a new reader gets the witness alone. */
  async expectDrained(): Promise<void> {
    await this.stop()
    const reader = await this.transport.subscribe(this.input)
    await this.transport.publish([outgoing(this.input, 'witness')])
    const [first] = await receive(reader, 1)
    expect(first?.message.value().id).toBe('witness')
    // Comes again only after anything unanswered would have.
    first?.retry(REDELIVER_AFTER_MS * 2)
    const [second] = await receive(reader, 1)
    expect(second?.message.value().id).toBe('witness')
    second?.ack()
    await reader.close()
  }
}
