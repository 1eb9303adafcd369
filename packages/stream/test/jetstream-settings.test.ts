import { DiscardPolicy, RetentionPolicy, StorageType, jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect, headers } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Encoded } from '@pantau/contracts'
import {
  BrokerUnsuitableError,
  FRAME_BYTES_MAX,
  UnframeableMessageError,
  ack,
  connectJetStreamTransport,
  runStage,
} from '@pantau/stream'
import type { Transport } from '@pantau/stream'
import { startNats, waitUntil } from '@pantau/testkit'
import { jetStreamHarness, jetStreamOptions } from './jetstream-harness.ts'
import { ids, idsOf, manyOutgoing, outgoing, receive, testCodec } from './test-message.ts'
import { silentLog } from './transport-harness.ts'

const harness = jetStreamHarness()
let transport: Transport
let admin: NatsConnection

beforeAll(() => harness.start())
afterAll(() => harness.stop())
beforeEach(async () => {
  transport = await harness.connect()
  admin = await connect({ servers: harness.nats.url })
})
afterEach(async () => {
  await admin.close()
  await transport.close()
})

describe('frames on the wire', () => {
  test('many messages to one subject are few messages to the broker', async () => {
    const channel = harness.channel()
    await transport.publish(manyOutgoing(channel, ids('m', 300)))
    const manager = await jetstreamManager(admin)
    const { state } = await manager.streams.info('roomy', { subjects_filter: channel.subject })
    expect(state.subjects).toEqual({ [channel.subject]: 2 })
    const stored = await manager.streams.getMessage('roomy', { last_by_subj: channel.subject })
    expect(stored?.header.get('Pantau-Frame')).toBe('1')
    expect(stored?.string().trimEnd().split('\n')).toHaveLength(300 - 256)
  })

  test('a message from another tool, without the frame header, is one message', async () => {
    const channel = harness.channel()
    await jetstream(admin).publish(channel.subject, '{\n  "id": "by hand"\n}')
    expect(idsOf(await receive(await transport.subscribe(channel), 1))).toEqual(['by hand'])
  })

  test('a frame of a version to come is put off, not misread', async () => {
    const channel = harness.channel()
    const header = headers()
    header.set('Pantau-Frame', '2')
    // As many as one pull asks for: the next pull must still come.
    const client = jetstream(admin)
    await Promise.all(
      ids('m', 256).map(async () =>
        client.publish(channel.subject, '{"id":"from the future"}', { headers: header }),
      ),
    )
    const subscription = await transport.subscribe(channel)
    await transport.publish([outgoing(channel, 'now')])
    expect(idsOf(await receive(subscription, 1))).toEqual(['now'])
    const consumer = await (await jetstreamManager(admin)).consumers.info('roomy', channel.name)
    expect(consumer.num_ack_pending).toBe(257)
  })

  test('an output that fits no frame fails its own message, not its neighbours', async () => {
    const [input, output] = [harness.channel(), harness.channel()]
    const quarantined: string[] = []
    const run = runStage({
      stage: {
        name: 'grower',
        input,
        handle: async (batch) =>
          batch.map((message) => {
            const { id } = message.value()
            return ack([outgoing(output, id, id === 'm-3' ? FRAME_BYTES_MAX : 0)])
          }),
      },
      transport,
      batchMax: 32,
      concurrency: 1,
      maxDeliveries: 2,
      quarantine: {
        put: async ({ bytes, reason }) => {
          quarantined.push(`${testCodec.decode(bytes).id} ${reason}`)
        },
      },
      log: silentLog,
    })
    await transport.publish(manyOutgoing(input, ids('m', 6)))
    const passed = new Set<string>()
    const reader = await transport.subscribe(output)
    while (passed.size < 5) {
      idsOf(await receive(reader, 1)).forEach((id) => passed.add(id))
    }
    await waitUntil(() => quarantined.length === 1, { what: 'the message that grew too large' })
    expect(quarantined[0]).toMatch(/^m-3 UnframeableMessageError/)
    await run.stop()
  })

  test('a message with a raw newline is refused before it is sent', async () => {
    const channel = harness.channel()
    const message = Encoded.ofBytes(testCodec, new TextEncoder().encode('{\n}'))
    await expect(transport.publish([{ channel, message }])).rejects.toThrow(UnframeableMessageError)
  })
})

describe('settings', () => {
  test('streams are work queues on disk that refuse when full, with the bounds given', async () => {
    const { config } = await (await jetstreamManager(admin)).streams.info('small')
    expect(config).toMatchObject({
      retention: RetentionPolicy.Workqueue,
      storage: StorageType.File,
      discard: DiscardPolicy.New,
      max_bytes: 102_400,
      max_age: 86_400_000_000_000,
      num_replicas: 1,
    })
  })

  test('an existing stream and consumer are brought to new settings, and keep what they hold', async () => {
    const channel = harness.channel()
    await (await transport.subscribe(channel)).close()
    await transport.publish([outgoing(channel, 'kept')])
    const options = jetStreamOptions(harness.nats.url, { ackWaitMs: 5_000 })
    const streams = options.streams.map((spec) => ({ ...spec, maxBytes: spec.maxBytes * 2 }))
    const next = await connectJetStreamTransport({ ...options, streams })
    expect(idsOf(await receive(await next.subscribe(channel), 1))).toEqual(['kept'])
    const manager = await jetstreamManager(admin)
    expect((await manager.streams.info('small')).config.max_bytes).toBe(204_800)
    expect((await manager.consumers.info('roomy', channel.name)).config.ack_wait).toBe(5_000_000_000)
    await next.close()
  })
})

test('a broker without JetStream is refused, naming what was found', async () => {
  const plain = await startNats({ jetstream: false })
  try {
    const refused = connectJetStreamTransport(jetStreamOptions(plain.url))
    await expect(refused).rejects.toThrow(BrokerUnsuitableError)
    await expect(refused).rejects.toThrow(/found 2\.\d+\.\d+\S* with JetStream disabled/)
  } finally {
    await plain.stop()
  }
})
