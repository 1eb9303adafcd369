import type { Encoded } from '@pantau/contracts'
import type { CancelTimer, Clock } from './clock.ts'
import { Fifo } from './fifo.ts'
import type { Delivery } from './transport.ts'

/** Where a message is: waiting its turn, handed out, waiting out a delay, or done. */
type EntryState = 'ready' | 'out' | 'delayed' | 'settled'

interface Entry<T> {
  readonly message: Encoded<T>
  state: EntryState
  deliveryCount: number
  /** When a message that is handed out or delayed becomes ready again. */
  dueMs: number
}

interface Taker<T> {
  readonly subscriber: object
  readonly batchMax: number
  readonly take: (deliveries: readonly Delivery<T>[]) => void
}

export interface MemoryQueueOptions {
  readonly capacityMessages: number
  readonly redeliverAfterMs: number
  readonly clock: Clock
}

/**
 * The messages of one channel. A message counts against the capacity until it is settled, whatever its state. One timer per queue,
 * armed for the earliest due message and only while there is one.
 */
export class MemoryQueue<T> {
  readonly #options: MemoryQueueOptions
  readonly #ready = new Fifo<Entry<T>>()
  /** Handed out, oldest first: the delay is the same for all, so the first is due first. */
  readonly #out = new Set<Entry<T>>()
  readonly #delayed = new Set<Entry<T>>()
  readonly #takers = new Set<Taker<T>>()
  #held = 0
  #closed = false
  #timerDueMs = Infinity
  #cancelTimer: CancelTimer | undefined

  constructor(options: MemoryQueueOptions) {
    this.#options = options
  }

  hasRoomFor(count: number): boolean {
    return this.#held + count <= this.#options.capacityMessages
  }

  /** The caller has asked `hasRoomFor` first. */
  put(messages: readonly Encoded<T>[]): void {
    for (const message of messages) {
      this.#ready.push({ message, state: 'ready', deliveryCount: 0, dueMs: Infinity })
    }
    this.#held += messages.length
    this.#serve()
  }

  /** Up to `batchMax` messages as soon as there is one; none once the subscriber is dismissed or the queue closed. */
  async take(subscriber: object, batchMax: number): Promise<readonly Delivery<T>[]> {
    if (this.#closed) {
      return []
    }
    return new Promise((take) => {
      this.#takers.add({ subscriber, batchMax, take })
      this.#serve()
    })
  }

  /** Answers what this subscriber still waits for with no message. */
  dismiss(subscriber: object): void {
    for (const taker of this.#takers) {
      if (taker.subscriber === subscriber) {
        this.#takers.delete(taker)
        taker.take([])
      }
    }
  }

  /** Nothing is delivered any more. */
  close(): void {
    this.#closed = true
    this.#cancelTimer?.()
    for (const taker of this.#takers) {
      this.dismiss(taker.subscriber)
    }
  }

  settle(entry: Entry<T>): void {
    if (entry.state === 'settled') {
      return
    }
    this.#out.delete(entry)
    this.#delayed.delete(entry)
    entry.state = 'settled'
    this.#held -= 1
  }

  /** Ignored unless it answers the delivery that is out now: a late answer must not delay a delivery that has since come again. */
  delay(entry: Entry<T>, deliveryCount: number, delayMs: number): void {
    if (entry.state !== 'out' || entry.deliveryCount !== deliveryCount) {
      return
    }
    this.#out.delete(entry)
    if (delayMs <= 0) {
      this.#makeReady(entry)
      this.#serve()
      return
    }
    entry.state = 'delayed'
    entry.dueMs = this.#options.clock.nowMs() + delayMs
    this.#delayed.add(entry)
    this.#arm(entry.dueMs)
  }

  #makeReady(entry: Entry<T>): void {
    entry.state = 'ready'
    entry.dueMs = Infinity
    this.#ready.push(entry)
  }

  #serve(): void {
    for (const taker of this.#takers) {
      const deliveries = this.#handOut(taker.batchMax)
      if (deliveries.length === 0) {
        return
      }
      this.#takers.delete(taker)
      taker.take(deliveries)
    }
  }

  #handOut(batchMax: number): readonly Delivery<T>[] {
    const dueMs = this.#options.clock.nowMs() + this.#options.redeliverAfterMs
    const deliveries: Delivery<T>[] = []
    while (deliveries.length < batchMax) {
      const entry = this.#ready.shift()
      if (entry === undefined) {
        break
      }
      // A message that timed out and was settled late is still in line: it is passed over here.
      if (entry.state === 'ready') {
        entry.state = 'out'
        entry.deliveryCount += 1
        entry.dueMs = dueMs
        this.#out.add(entry)
        deliveries.push(new MemoryDelivery(this, entry))
      }
    }
    if (deliveries.length > 0) {
      this.#arm(dueMs)
    }
    return deliveries
  }

  #arm(dueMs: number): void {
    if (dueMs >= this.#timerDueMs || this.#closed) {
      return
    }
    this.#cancelTimer?.()
    this.#timerDueMs = dueMs
    this.#cancelTimer = this.#options.clock.after(Math.max(0, dueMs - this.#options.clock.nowMs()), () => {
      this.#redeliverDue()
    })
  }

  #redeliverDue(): void {
    this.#timerDueMs = Infinity
    const nowMs = this.#options.clock.nowMs()
    let nextMs = Infinity
    for (const entry of this.#delayed) {
      if (entry.dueMs <= nowMs) {
        this.#delayed.delete(entry)
        this.#makeReady(entry)
      } else {
        nextMs = Math.min(nextMs, entry.dueMs)
      }
    }
    for (const entry of this.#out) {
      if (entry.dueMs > nowMs) {
        nextMs = Math.min(nextMs, entry.dueMs)
        break
      }
      this.#out.delete(entry)
      this.#makeReady(entry)
    }
    this.#arm(nextMs)
    this.#serve()
  }
}

class MemoryDelivery<T> implements Delivery<T> {
  readonly #queue: MemoryQueue<T>
  readonly #entry: Entry<T>
  readonly deliveryCount: number

  constructor(queue: MemoryQueue<T>, entry: Entry<T>) {
    this.#queue = queue
    this.#entry = entry
    this.deliveryCount = entry.deliveryCount
  }

  get message(): Encoded<T> {
    return this.#entry.message
  }

  ack(): void {
    this.#queue.settle(this.#entry)
  }

  retry(delayMs: number): void {
    this.#queue.delay(this.#entry, this.deliveryCount, delayMs)
  }

  terminate(): void {
    this.#queue.settle(this.#entry)
  }
}
