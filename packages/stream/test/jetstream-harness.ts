import { connectJetStreamTransport } from '@pantau/stream'
import type { Channel, JetStreamOptions, Transport } from '@pantau/stream'
import { startNats } from '@pantau/testkit'
import type { TestNats } from '@pantau/testkit'
import { testCodec } from './test-message.ts'
import type { TestMessage } from './test-message.ts'
import {
  REDELIVER_AFTER_MS,
  SMALL_CHANNEL_MESSAGES_MAX,
  SMALL_CHANNEL_MESSAGE_BYTES,
  silentLog,
} from './transport-harness.ts'
import type { TransportHarness } from './transport-harness.ts'

const DAY_MS = 86_400_000

export const CONFIRM_TIMEOUT_MS = 1_500

export function jetStreamOptions(url: string, overrides: Partial<JetStreamOptions> = {}): JetStreamOptions {
  const stream = { maxAgeMs: DAY_MS, replicas: 1 }
  return {
    servers: [url],
    name: 'test',
    confirmTimeoutMs: CONFIRM_TIMEOUT_MS,
    ackWaitMs: REDELIVER_AFTER_MS,
    streams: [
      { ...stream, name: 'roomy', subjects: ['roomy.>'], maxBytes: 64 * 1024 * 1024 },
      {
        ...stream,
        name: 'small',
        subjects: ['small.>'],
        maxBytes: SMALL_CHANNEL_MESSAGES_MAX * SMALL_CHANNEL_MESSAGE_BYTES,
      },
    ],
    log: silentLog,
    ...overrides,
  }
}

export interface JetStreamHarness extends TransportHarness {
  readonly nats: TestNats
}

export function jetStreamHarness(): JetStreamHarness {
  let server: TestNats | undefined
  let channels = 0

  function started(): TestNats {
    if (server === undefined) {
      throw new Error('The harness is not started')
    }
    return server
  }

  function channel(stream: string): Channel<TestMessage> {
    channels += 1
    return { name: `channel-${channels}`, stream, subject: `${stream}.${channels}`, codec: testCodec }
  }

  async function connect(): Promise<Transport> {
    return connectJetStreamTransport(jetStreamOptions(started().url))
  }

  return {
    name: 'JetStream',
    get nats() {
      return started()
    },
    start: async () => {
      server = await startNats()
    },
    stop: async () => {
      await server?.stop()
    },
    connect,
    crash: async (transport) => {
      await transport.close()
      return connect()
    },
    channel: () => channel('roomy'),
    smallChannel: () => channel('small'),
  }
}
