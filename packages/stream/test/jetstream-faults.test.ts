import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TransportUnavailableError, connectJetStreamTransport } from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import { FAULT_TIMEOUT_MS, FaultBench, RECOVERY_MAX_MS } from './fault-bench.ts'
import { jetStreamHarness, jetStreamOptions } from './jetstream-harness.ts'
import { ids, idsOf, manyOutgoing, outgoing, receive } from './test-message.ts'
import { REDELIVER_AFTER_MS } from './transport-harness.ts'

const OUTAGE_MS = 3_000

const harness = jetStreamHarness()
let bench: FaultBench

beforeAll(() => harness.start())
afterAll(() => harness.stop())
beforeEach(async () => {
  bench = new FaultBench(harness, await harness.connect())
})
afterEach(() => bench.close())

async function outage(end: () => Promise<void>): Promise<void> {
  const startedMs = performance.now()
  await waitUntil(() => performance.now() - startedMs >= OUTAGE_MS, { what: 'the outage to last' })
  await end()
}

describe('the broker is killed and comes back', () => {
  test(
    'publishers and readers go on by themselves and nothing confirmed is lost',
    async () => {
      const handled = bench.collect()
      const before = ids('before', 100)
      await bench.transport.publish(manyOutgoing(bench.channel, before))
      await harness.nats.kill()
      const killedAtMs = performance.now()
      const restarted = outage(() => harness.nats.restart())
      const during = ids('during', 40)
      const refusals = await Promise.all(during.map((id) => bench.publishSurely(id)))
      expect(performance.now() - killedAtMs).toBeGreaterThanOrEqual(OUTAGE_MS)
      await restarted
      expect(Math.min(...refusals)).toBeGreaterThan(0)
      expect(bench.transport.isReachable()).toBe(true)
      const after = ids('after', 40)
      await Promise.all(after.map((id) => bench.publishSurely(id)))
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
      await waitUntil(() => !bench.transport.isReachable(), { what: 'the loss to be noticed' })
      // And not what it says after it has waited for a confirmation.
      await expect(bench.transport.publish([outgoing(bench.channel, 'm')])).rejects.toThrow(
        new TransportUnavailableError('The broker is not connected'),
      )
      await expect(connectJetStreamTransport(jetStreamOptions(harness.nats.url))).rejects.toThrow(
        TransportUnavailableError,
      )
      await harness.nats.restart()
      await waitUntil(() => bench.transport.isReachable(), { what: 'the return', timeoutMs: RECOVERY_MAX_MS })
    },
    FAULT_TIMEOUT_MS,
  )

  test(
    'what was handled during a restart is acked after it and does not come again',
    async () => {
      await bench.transport.publish(manyOutgoing(bench.channel, ids('m', 10)))
      const inHand = await receive(await bench.transport.subscribe(bench.channel), 10)
      // A graceful restart: a killed broker may have forgotten what it delivered, and then rightly delivers it again.
      const restarted = harness.nats.restart()
      await waitUntil(() => !bench.transport.isReachable(), { what: 'the loss to be noticed', everyMs: 1 })
      inHand.forEach((delivery) => delivery.ack())
      await restarted
      await bench.administer(async (manager) => {
        await waitUntil(
          async () => (await manager.consumers.info('roomy', bench.channel.name)).num_ack_pending === 0,
          { what: 'the late acks', timeoutMs: RECOVERY_MAX_MS },
        )
        const { state } = await manager.streams.info('roomy', { subjects_filter: bench.channel.subject })
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
      const handled = bench.collect()
      await bench.publishSurely('before')
      await waitUntil(() => handled.has('before'), { what: 'the first message' })
      await harness.nats.wipeStore()
      await harness.nats.restart()
      const after = ids('after', 30)
      await Promise.all(after.map((id) => bench.publishSurely(id)))
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
      await bench.publishSurely('m')
      expect(idsOf(await receive(await bench.transport.subscribe(bench.channel), 1))).toEqual(['m'])
    },
    FAULT_TIMEOUT_MS,
  )

  test(
    'late answers to what the old stream delivered settle nothing in the new one',
    async () => {
      const subscription = await bench.transport.subscribe(bench.channel)
      for (const id of ids('old', 5)) {
        await bench.transport.publish([outgoing(bench.channel, id)])
      }
      const old = await receive(subscription, 5)
      await harness.nats.wipeStore()
      await harness.nats.restart()
      for (const id of ids('new', 5)) {
        await bench.publishSurely(id)
      }
      // The new messages carry the numbers of the old ones and are handed out, so that a late ack could hit them.
      const fresh = new Set<string>()
      while (fresh.size < 5) {
        idsOf(await receive(subscription, 1)).forEach((id) => fresh.add(id))
      }
      old.forEach((delivery) => delivery.ack())
      bench.transport = await harness.crash(bench.transport)
      const survivors = new Set<string>()
      const reader = await bench.transport.subscribe(bench.channel)
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
      const handled = bench.collect()
      await bench.publishSurely('before')
      await waitUntil(() => handled.has('before'), { what: 'the first message' })
      await bench.administer((manager) => manager.consumers.delete('roomy', bench.channel.name))
      await bench.publishSurely('after')
      await waitUntil(() => handled.has('after'), { what: 'the next', timeoutMs: RECOVERY_MAX_MS })
    },
    FAULT_TIMEOUT_MS,
  )

  test(
    'the stream: it is made anew',
    async () => {
      const handled = bench.collect()
      await bench.publishSurely('before')
      await waitUntil(() => handled.has('before'), { what: 'the first message' })
      await bench.administer((manager) => manager.streams.delete('roomy'))
      await bench.publishSurely('after')
      await waitUntil(() => handled.has('after'), { what: 'the next', timeoutMs: RECOVERY_MAX_MS })
    },
    FAULT_TIMEOUT_MS,
  )
})

test('a message that is worked on for long is not delivered again meanwhile', async () => {
  await bench.transport.publish([outgoing(bench.channel, 'slow')])
  const [slow] = await receive(await bench.transport.subscribe(bench.channel), 1)
  const other = await harness.connect()
  const deliveries: string[] = []
  const reader = await other.subscribe(bench.channel)
  const reading = reader.next(10).then((batch) => deliveries.push(...idsOf(batch)))
  const startedMs = performance.now()
  await waitUntil(() => performance.now() - startedMs > REDELIVER_AFTER_MS * 3, { what: 'the slow work' })
  expect(deliveries).toEqual([])
  expect(slow?.deliveryCount).toBe(1)
  slow?.ack()
  await other.close()
  await reading
})
