import { jetstreamManager } from '@nats-io/jetstream'
import type { JetStreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { expect } from 'vitest'
import { TransportUnavailableError, ack, runStage } from '@pantau/stream'
import type { Channel, StageRun, Transport } from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import type { JetStreamHarness } from './jetstream-harness.ts'
import { outgoing } from './test-message.ts'
import type { TestMessage } from './test-message.ts'
import { silentLog } from './transport-harness.ts'

/** Outages of seconds, and the reconnects after them, on a busy machine. */
export const FAULT_TIMEOUT_MS = 240_000
export const RECOVERY_MAX_MS = 60_000

/** What one fault test works with: a process's transport, and a channel of its own. */
export class FaultBench {
  readonly harness: JetStreamHarness
  readonly channel: Channel<TestMessage>
  transport: Transport
  readonly #runs: StageRun[] = []

  constructor(harness: JetStreamHarness, transport: Transport) {
    this.harness = harness
    this.transport = transport
    this.channel = harness.channel()
  }

  /** Starts a stage that notes what it handled. */
  collect(): ReadonlySet<string> {
    const handled = new Set<string>()
    const run = runStage({
      stage: {
        name: 'collector',
        input: this.channel,
        handle: async (batch) => {
          batch.forEach((message) => handled.add(message.value().id))
          return batch.map(() => ack())
        },
      },
      transport: this.transport,
      batchMax: 32,
      concurrency: 2,
      maxDeliveries: 10,
      quarantine: {
        put: async () => {
          throw new Error('Nothing is to be quarantined here')
        },
      },
      log: silentLog,
    })
    this.#runs.push(run)
    return handled
  }

  /** Publishes again until it is confirmed, as the reconciler would. Resolves with the number of refusals. */
  async publishSurely(id: string): Promise<number> {
    let refusals = 0
    await waitUntil(
      async () => {
        try {
          await this.transport.publish([outgoing(this.channel, id)])
          return true
        } catch (error) {
          expect(error).toBeInstanceOf(TransportUnavailableError)
          refusals += 1
          return false
        }
      },
      { what: `${id} to be confirmed`, timeoutMs: RECOVERY_MAX_MS, everyMs: 50 },
    )
    return refusals
  }

  /** As someone with the broker's own tools. */
  async administer<T>(work: (manager: JetStreamManager) => Promise<T>): Promise<T> {
    const admin = await connect({ servers: this.harness.nats.url })
    try {
      return await work(await jetstreamManager(admin))
    } finally {
      await admin.close()
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#runs.map((run) => run.stop()))
    await this.transport.close()
  }
}
