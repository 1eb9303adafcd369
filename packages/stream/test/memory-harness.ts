import { createMemoryTransport } from '@pantau/stream'
import type { Channel, Transport } from '@pantau/stream'
import { testCodec } from './test-message.ts'
import type { TestMessage } from './test-message.ts'
import { REDELIVER_AFTER_MS, SMALL_CHANNEL_MESSAGES_MAX } from './transport-harness.ts'
import type { TransportHarness } from './transport-harness.ts'

const ROOMY_MESSAGES = 10_000

/** A small and a roomy memory transport behind one door, as one broker has small and roomy streams. */
export function memoryHarness(): TransportHarness {
  let channels = 0

  function channel(stream: string): Channel<TestMessage> {
    channels += 1
    return { name: `channel-${channels}`, stream, subject: `${stream}.${channels}`, codec: testCodec }
  }

  return {
    name: 'memory',
    start: async () => undefined,
    stop: async () => undefined,
    connect: async () => connect(),
    // What this process holds dies with it, so here only the reader dies.
    crash: async (transport) => transport,
    channel: () => channel('roomy'),
    smallChannel: () => channel('small'),
  }
}

function connect(): Transport {
  const options = { redeliverAfterMs: REDELIVER_AFTER_MS }
  const roomy = createMemoryTransport({ ...options, capacityMessages: ROOMY_MESSAGES })
  const small = createMemoryTransport({ ...options, capacityMessages: SMALL_CHANNEL_MESSAGES_MAX })
  return {
    publish: async (messages) => {
      await roomy.publish(messages.filter((message) => message.channel.stream === 'roomy'))
      await small.publish(messages.filter((message) => message.channel.stream === 'small'))
    },
    subscribe: async (input) => (input.stream === 'roomy' ? roomy : small).subscribe(input),
    isReachable: () => roomy.isReachable() && small.isReachable(),
    close: async () => {
      await roomy.close()
      await small.close()
    },
  }
}
