import { waitAtMost } from './bounded-wait.ts'
import { createBrokerTopology } from './broker-topology.ts'
import type { Channel } from './channel.ts'
import { systemClock } from './clock.ts'
import { connectToBroker } from './jetstream-connection.ts'
import { ACK_WAIT_MS } from './jetstream-options.ts'
import type { JetStreamOptions } from './jetstream-options.ts'
import { JetStreamPublisher } from './jetstream-publisher.ts'
import { JetStreamSubscription } from './jetstream-subscription.ts'
import { TransportUnavailableError } from './transport.ts'
import type { Subscription, Transport } from './transport.ts'

/** How long closing waits for the last answers to reach the broker. What does not get there is delivered again. */
const CLOSE_FLUSH_MAX_MS = 2_000

/**
 * Moves messages through NATS JetStream, at least once. Whatever happens to the broker afterwards, restart or loss of all its data,
 * the transport comes back by itself: it reconnects without end and makes streams and consumers anew.
 *
 * @throws TransportUnavailableError when the broker does not answer. @throws BrokerUnsuitableError
 */
export async function connectJetStreamTransport(options: JetStreamOptions): Promise<Transport> {
  const connection = await connectToBroker(options)
  const ackWaitMs = options.ackWaitMs ?? ACK_WAIT_MS
  const topology = createBrokerTopology({ ...options, ackWaitMs, connection })
  const publisher = new JetStreamPublisher(connection, topology, options)
  const subscriptions = new Set<Pick<JetStreamSubscription<unknown>, 'close' | 'release'>>()
  try {
    await topology.reconcileStreams()
  } catch (cause) {
    await connection.close()
    throw new TransportUnavailableError('The streams cannot be brought to their settings', { cause })
  }

  async function subscribe<T>(channel: Channel<T>): Promise<Subscription<T>> {
    const subscription = new JetStreamSubscription<T>(channel, await streamLifeOf(channel), {
      connection,
      topology,
      ackWaitMs,
      clock: systemClock,
      log: options.log,
      random: options.random ?? Math.random,
      onReleased: () => subscriptions.delete(subscription),
    })
    subscriptions.add(subscription)
    return subscription
  }

  async function streamLifeOf(channel: Channel<unknown>): Promise<string> {
    try {
      return await topology.restoreConsumer(channel)
    } catch (cause) {
      throw new TransportUnavailableError(`The consumer ${channel.name} cannot be made`, { cause })
    }
  }

  async function giveBack(): Promise<void> {
    await Promise.all([...subscriptions].map(async (subscription) => subscription.close()))
    if (connection.isConnected()) {
      await connection.nats.flush()
    }
  }

  async function close(): Promise<void> {
    try {
      await waitAtMost(giveBack(), CLOSE_FLUSH_MAX_MS, systemClock)
    } catch (error) {
      options.log.warn(
        { err: error },
        'The broker was lost while closing: what it was not told is delivered again',
      )
    }
    for (const subscription of subscriptions) {
      subscription.release()
    }
    await connection.close()
  }

  return {
    publish: async (messages) => publisher.publish(messages),
    subscribe,
    isReachable: () => connection.isReachable(),
    close,
  }
}
