import type { Encoded } from '@pantau/contracts'
import type { Channel } from './channel.ts'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { MemoryQueue } from './memory-queue.ts'
import type { Outgoing } from './stage.ts'
import { TransportUnavailableError } from './transport.ts'
import type { Delivery, Subscription, Transport } from './transport.ts'

export interface MemoryTransportOptions {
  /** How many messages a channel holds, handed out or not. A publish beyond it is refused as a whole. */
  readonly capacityMessages: number
  /** A delivery that is not settled after this long comes again. */
  readonly redeliverAfterMs: number
  readonly clock?: Clock
}

/**
 * Moves messages inside one process, at least once, with the verbs and bounds of the broker. What it holds dies with the process:
 * use it where the record of truth publishes again what was accepted and never decided.
 */
export function createMemoryTransport(options: MemoryTransportOptions): Transport {
  const clock = options.clock ?? systemClock
  const queues = new Map<string, MemoryQueue<unknown>>()
  let closed = false

  function queueOf(subject: string): MemoryQueue<unknown> {
    let queue = queues.get(subject)
    if (queue === undefined) {
      queue = new MemoryQueue<unknown>({ ...options, clock })
      queues.set(subject, queue)
    }
    return queue
  }

  async function publish(messages: readonly Outgoing<unknown>[]): Promise<void> {
    if (closed) {
      throw new TransportUnavailableError('The memory transport is closed')
    }
    const bySubject = new Map<string, Encoded<unknown>[]>()
    for (const { channel, message } of messages) {
      const group = bySubject.get(channel.subject)
      if (group === undefined) {
        bySubject.set(channel.subject, [message])
      } else {
        group.push(message)
      }
    }
    for (const [subject, group] of bySubject) {
      if (group.length > options.capacityMessages) {
        throw new RangeError(
          `${group.length} messages can never fit a channel of ${options.capacityMessages}: publish fewer at once`,
        )
      }
      if (!queueOf(subject).hasRoomFor(group.length)) {
        throw new TransportUnavailableError(`The channel on subject ${subject} is full`)
      }
    }
    for (const [subject, group] of bySubject) {
      queueOf(subject).put(group)
    }
  }

  async function subscribe<T>(channel: Channel<T>): Promise<Subscription<T>> {
    if (closed) {
      throw new TransportUnavailableError('The memory transport is closed')
    }
    // A subject carries the messages of one channel, and publish() takes only that channel's messages for it; the map cannot say so.
    return new MemorySubscription<T>(queueOf(channel.subject) as MemoryQueue<T>)
  }

  async function close(): Promise<void> {
    closed = true
    for (const queue of queues.values()) {
      queue.close()
    }
  }

  return { publish, subscribe, close, isReachable: () => !closed }
}

class MemorySubscription<T> implements Subscription<T> {
  readonly #queue: MemoryQueue<T>
  #closed = false

  constructor(queue: MemoryQueue<T>) {
    this.#queue = queue
  }

  async next(batchMax: number): Promise<readonly Delivery<T>[]> {
    return this.#closed ? [] : this.#queue.take(this, batchMax)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#queue.dismiss(this)
  }
}
