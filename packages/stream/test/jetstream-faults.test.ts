import { jetstreamManager } from '@nats-io/jetstream'
import type { JetStreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TransportUnavailableError, ack, connectJetStreamTransport, runStage } from '@pantau/stream'
import type { Channel, StageRun, Transport } from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import { startFreezableProxy } from './freezable-proxy.ts'
import type { FreezableProxy } from './freezable-proxy.ts'
import { CONFIRM_TIMEOUT_MS, jetStreamHarness, jetStreamOptions } from './jetstream-harness.ts'
import { ids, idsOf, manyOutgoing, outgoing, receive } from './test-message.ts'
import type { TestMessage } from './test-message.ts'
import { REDELIVER_AFTER_MS, silentLog } from './transport-harness.ts'

const OUTAGE_MS = 3_000
/** Outages of seconds, and the reconnects after them, on a busy machine. */
const FAULT_TIMEOUT_MS = 60_000
const RECOVERY_MAX_MS = 20_000

const harness = jetStreamHarness()
let transport: Transport
let channel: Channel<TestMessage>
let runs: StageRun[]

beforeAll(() => harness.start())
afterAll(() => harness.stop())
beforeEach(async () => {
  transport = await harness.connect()
  channel = harness.channel()
  runs = []
})
afterEach(async () => {
  await Promise.all(runs.map((run) => run.stop()))
  await transport.close()
})

/** A stage that notes what it handled. */
function collect(reader: Transport): Set<string> {
  const handled = new Set<string>()
  runs.push(
    runStage({
      stage: {
        name: 'collector',
        input: channel,
        handle: async (batch) => {
          batch.forEach((message) => handled.add(message.value().id))
          return batch.map(() => ack())
        },
      },
      transport: reader,
      batchMax: 32,
      concurrency: 2,
      maxDeliveries: 10,
      quarantine: {
        put: async () => {
          throw new Error('Nothing is to be quarantined here')
        },
      },
      log: silentLog,
    }),
  )
  return handled
}

/** Publishes again until it is confirmed, as the reconciler would. Resolves with the number of refusals. */
async function publishSurely(writer: Transport, id: string): Promise<number> {
  let refusals = 0
  await waitUntil(
    async () => {
      try {
        await writer.publish([outgoing(channel, id)])
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

async function outage(end: () => Promise<void>): Promise<void> {
  const startedMs = performance.now()
  await waitUntil(() => performance.now() - startedMs >= OUTAGE_MS, { what: 'the outage to last' })
  await end()
}

describe('the broker is killed and comes back', () => {
  test(
    'publishers and readers go on by themselves and nothing confirmed is lost',
    async () => {
      const handled = collect(transport)
      const before = ids('before', 100)
      await transport.publish(manyOutgoing(channel, before))
      await harness.nats.kill()
      const killedAtMs = performance.now()
      const restarted = outage(() => harness.nats.restart())
      const during = ids('during', 40)
      const refusals = await Promise.all(during.map((id) => publishSurely(transport, id)))
      expect(performance.now() - killedAtMs).toBeGreaterThanOrEqual(OUTAGE_MS)
      await restarted
      expect(Math.min(...refusals)).toBeGreaterThan(0)
      expect(transport.isReachable()).toBe(true)
      const after = ids('after', 40)
      await Promise.all(after.map((id) => publishSurely(transport, id)))
      const all = [...before, ...during, ...after]
      await waitUntil(() => all.every((id) => handled.has(id)), {
        what: 'everything confirmed to be handled',
        timeoutMs: RECOVERY_MAX_MS,
      })
    },
    FAULT_TIMEOUT_MS,
  )

  test(
    'while it is away the transport says so and refuses at once',
    async () => {
      await harness.nats.kill()
      await waitUntil(() => !transport.isReachable(), { what: 'the loss to be noticed' })
      const startedMs = performance.now()
      await expect(transport.publish([outgoing(channel, 'm')])).rejects.toThrow(TransportUnavailableError)
      expect(performance.now() - startedMs).toBeLessThan(CONFIRM_TIMEOUT_MS / 2)
      await expect(connectJetStreamTransport(jetStreamOptions(harness.nats.url))).rejects.toThrow(
        TransportUnavailableError,
      )
      await harness.nats.restart()
      await waitUntil(() => transport.isReachable(), { what: 'the return', timeoutMs: RECOVERY_MAX_MS })
    },
    FAULT_TIMEOUT_MS,
  )

  test(
    'what was handled during a restart is acked after it and does not come again',
    async () => {
      await transport.publish(manyOutgoing(channel, ids('m', 10)))
      const inHand = await receive(await transport.subscribe(channel), 10)
      // A graceful restart: a killed broker may have forgotten what it delivered, and then rightly delivers it again.
      const restarted = harness.nats.restart()
      await waitUntil(() => !transport.isReachable(), { what: 'the loss to be noticed', everyMs: 1 })
      inHand.forEach((delivery) => delivery.ack())
      await restarted
      await withAdmin(async (manager) => {
        await waitUntil(
          async () => (await manager.consumers.info('roomy', channel.name)).num_ack_pending === 0,
          { what: 'the late acks', timeoutMs: RECOVERY_MAX_MS },
        )
        const { state } = await manager.streams.info('roomy', { subjects_filter: channel.subject })
        expect(state.subjects).toBeUndefined()
      })
    },
    FAULT_TIMEOUT_MS,
  )
})

describe('the broker loses all its data', () => {
  test(
    'streams and consumers are made anew and everything goes on without a restart',
    async () => {
      const handled = collect(transport)
      await publishSurely(transport, 'before')
      await waitUntil(() => handled.has('before'), { what: 'the first message' })
      await harness.nats.wipeStore()
      await harness.nats.restart()
      const after = ids('after', 30)
      await Promise.all(after.map((id) => publishSurely(transport, id)))
      await waitUntil(() => after.every((id) => handled.has(id)), {
        what: 'everything published after the loss',
        timeoutMs: RECOVERY_MAX_MS,
      })
    },
    FAULT_TIMEOUT_MS,
  )

  test(
    'a process that only publishes makes its stream anew',
    async () => {
      await harness.nats.wipeStore()
      await harness.nats.restart()
      await publishSurely(transport, 'm')
      expect(idsOf(await receive(await transport.subscribe(channel), 1))).toEqual(['m'])
    },
    FAULT_TIMEOUT_MS,
  )

  test(
    'late answers to what the old stream delivered settle nothing in the new one',
    async () => {
      const subscription = await transport.subscribe(channel)
      for (const id of ids('old', 5)) {
        await transport.publish([outgoing(channel, id)])
      }
      const old = await receive(subscription, 5)
      await harness.nats.wipeStore()
      await harness.nats.restart()
      for (const id of ids('new', 5)) {
        await publishSurely(transport, id)
      }
      // The new messages carry the numbers of the old ones and are handed out, so that a late ack could hit them.
      const fresh = new Set<string>()
      while (fresh.size < 5) {
        idsOf(await receive(subscription, 1)).forEach((id) => fresh.add(id))
      }
      old.forEach((delivery) => delivery.ack())
      transport = await harness.crash(transport)
      const survivors = new Set<string>()
      const reader = await transport.subscribe(channel)
      while (survivors.size < 5) {
        idsOf(await receive(reader, 1)).forEach((id) => survivors.add(id))
      }
      expect([...survivors].sort()).toEqual(ids('new', 5))
    },
    FAULT_TIMEOUT_MS,
  )
})

describe('someone deletes', () => {
  test(
    'the consumer: it is made anew and what is in the stream is delivered',
    async () => {
      const handled = collect(transport)
      await publishSurely(transport, 'before')
      await waitUntil(() => handled.has('before'), { what: 'the first message' })
      await withAdmin((manager) => manager.consumers.delete('roomy', channel.name))
      await publishSurely(transport, 'after')
      await waitUntil(() => handled.has('after'), { what: 'the next', timeoutMs: RECOVERY_MAX_MS })
    },
    FAULT_TIMEOUT_MS,
  )

  test(
    'the stream: it is made anew',
    async () => {
      const handled = collect(transport)
      await publishSurely(transport, 'before')
      await waitUntil(() => handled.has('before'), { what: 'the first message' })
      await withAdmin((manager) => manager.streams.delete('roomy'))
      await publishSurely(transport, 'after')
      await waitUntil(() => handled.has('after'), { what: 'the next', timeoutMs: RECOVERY_MAX_MS })
    },
    FAULT_TIMEOUT_MS,
  )
})

describe('the broker hangs', () => {
  let proxy: FreezableProxy
  let behindProxy: Transport

  beforeEach(async () => {
    proxy = await startFreezableProxy(harness.nats.port)
    behindProxy = await connectJetStreamTransport(jetStreamOptions(`127.0.0.1:${proxy.port}`))
  })
  afterEach(async () => {
    await Promise.all(runs.map((run) => run.stop()))
    await behindProxy.close()
    await proxy.close()
  })

  test(
    'publishing fails within its bound, the transport counts as unreachable, and all goes on afterwards',
    async () => {
      const handled = collect(behindProxy)
      await publishSurely(behindProxy, 'before')
      proxy.freeze()
      const startedMs = performance.now()
      await expect(behindProxy.publish([outgoing(channel, 'during')])).rejects.toThrow(
        `did not confirm a frame within ${CONFIRM_TIMEOUT_MS} ms`,
      )
      expect(performance.now() - startedMs).toBeLessThan(CONFIRM_TIMEOUT_MS * 2)
      expect(behindProxy.isReachable()).toBe(false)
      proxy.thaw()
      await waitUntil(() => behindProxy.isReachable(), { what: 'the answer', timeoutMs: RECOVERY_MAX_MS })
      await publishSurely(behindProxy, 'after')
      await waitUntil(() => handled.has('before') && handled.has('after'), {
        what: 'the messages',
        timeoutMs: RECOVERY_MAX_MS,
      })
    },
    FAULT_TIMEOUT_MS,
  )

  test(
    'for longer than the pings allow: the connection is given up and found again',
    async () => {
      const handled = collect(behindProxy)
      proxy.freeze()
      const refused = publishSurely(behindProxy, 'm')
      await waitUntil(() => !behindProxy.isReachable(), { what: 'the hang to be noticed' })
      const frozenAtMs = performance.now()
      await waitUntil(() => performance.now() - frozenAtMs >= 18_000, { what: 'the hang', timeoutMs: 25_000 })
      proxy.thaw()
      expect(await refused.catch(() => 0)).toBeGreaterThanOrEqual(0)
      await publishSurely(behindProxy, 'after')
      await waitUntil(() => handled.has('after'), { what: 'the message', timeoutMs: RECOVERY_MAX_MS })
    },
    FAULT_TIMEOUT_MS,
  )
})

test('a message that is worked on for long is not delivered again meanwhile', async () => {
  await transport.publish([outgoing(channel, 'slow')])
  const [slow] = await receive(await transport.subscribe(channel), 1)
  const other = await harness.connect()
  const deliveries: string[] = []
  const reader = await other.subscribe(channel)
  const reading = reader.next(10).then((batch) => deliveries.push(...idsOf(batch)))
  const startedMs = performance.now()
  await waitUntil(() => performance.now() - startedMs > REDELIVER_AFTER_MS * 3, { what: 'the slow work' })
  expect(deliveries).toEqual([])
  expect(slow?.deliveryCount).toBe(1)
  slow?.ack()
  await other.close()
  await reading
})

async function withAdmin<T>(work: (manager: JetStreamManager) => Promise<T>): Promise<T> {
  const admin: NatsConnection = await connect({ servers: harness.nats.url })
  try {
    return await work(await jetstreamManager(admin))
  } finally {
    await admin.close()
  }
}
