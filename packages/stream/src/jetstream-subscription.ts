import type { Msg } from '@nats-io/transport-node'
import { exponentialDelayMs, withJitter } from './backoff.ts'
import type { BrokerTopology } from './broker-topology.ts'
import type { Channel } from './channel.ts'
import type { Clock } from './clock.ts'
import { FRAME_HEADER, FRAME_VERSION, splitFrame } from './frame.ts'
import { FrameLedger, negativeAck } from './frame-ledger.ts'
import { FramePuller } from './frame-puller.ts'
import { Fifo } from './fifo.ts'
import { HeldFrame, deliveryCountOf } from './held-frame.ts'
import type { BrokerConnection } from './jetstream-connection.ts'
import type { StreamLog } from './stream-log.ts'
import type { Delivery, Subscription } from './transport.ts'

/** What one subscription holds that no stage has asked for yet: the rest waits in the broker. */
export const RECEIVED_FRAMES_MAX = 256
export const RECEIVED_BYTES_MAX = 8 * 1024 * 1024

/** Signs of progress that fit into the time that the broker waits for one, so that one may get lost. */
const PROGRESS_SIGNS = 3
const RECOVERY_DELAY_FIRST_MS = 100
const RECOVERY_DELAY_MAX_MS = 5_000
/** When a frame of a version that this release does not know comes again: newer processes may read it meanwhile. */
const UNKNOWN_FRAME_RETRY_MS = 30_000

export interface JetStreamSubscriptionDeps {
  readonly connection: BrokerConnection
  readonly topology: BrokerTopology
  readonly ackWaitMs: number
  readonly clock: Clock
  readonly log: StreamLog
  readonly random: () => number
  /** Nothing is owed to the broker any more. */
  readonly onReleased: () => void
}

interface Taker<T> {
  readonly batchMax: number
  readonly take: (deliveries: readonly Delivery<T>[]) => void
}

/**
 * Reads one durable consumer. It is in one of three states:
 *
 * - *sure*: the stream is known to be the one that delivered what is held. Frames are pulled, answers are sent.
 * - *in doubt*: after a disconnect, a refused pull or silence. Nothing is pulled and answers wait, until the stream and the consumer
 *   were found or made anew; then it is sure again. What the broker kept of a lost consumer's stream is delivered again.
 * - *closed*: nothing is pulled, what was never handed out is given back; it stays sure or in doubt for the answers still owed.
 */
export class JetStreamSubscription<T> implements Subscription<T> {
  readonly #channel: Channel<T>
  readonly #deps: JetStreamSubscriptionDeps
  readonly #ledger = new FrameLedger()
  readonly #received = new Fifo<HeldFrame>()
  readonly #takers = new Fifo<Taker<T>>()
  readonly #puller: FramePuller
  readonly #stopListening: () => void
  readonly #ticker: NodeJS.Timeout
  #receivedBytes = 0
  /** Counts the reasons to doubt, so that a recovery notices that another came up meanwhile. */
  #doubts = 0
  #recovering = false
  /** Recoveries since the broker last delivered or kept a pull open to its end. */
  #fruitlessRecoveries = 0
  #servingSoon = false
  #closed = false

  constructor(channel: Channel<T>, streamLife: string, deps: JetStreamSubscriptionDeps) {
    this.#channel = channel
    this.#deps = deps
    this.#ledger.confirm(streamLife)
    this.#puller = new FramePuller(deps.connection.nats, channel, deps.clock, {
      frame: (source) => {
        this.#receive(source)
        this.#serveSoon()
      },
      over: () => {
        this.#fruitlessRecoveries = 0
        this.#pull()
      },
      trouble: (reason) => this.#doubt(reason),
    })
    this.#stopListening = deps.connection.listen({
      disconnected: () => this.#doubt('disconnected'),
      reconnected: () => this.#doubt('reconnected'),
    })
    this.#ticker = setInterval(() => this.#tick(), deps.ackWaitMs / PROGRESS_SIGNS)
    this.#pull()
  }

  async next(batchMax: number): Promise<readonly Delivery<T>[]> {
    if (this.#received.size > 0) {
      return this.#take(batchMax)
    }
    if (this.#closed) {
      return []
    }
    return new Promise((take) => {
      this.#takers.push({ batchMax, take })
    })
  }

  async close(): Promise<void> {
    if (this.#closed) {
      return
    }
    this.#closed = true
    for (const taker of this.#takers.drain()) {
      taker.take([])
    }
    for (const frame of this.#received.drain()) {
      frame.giveBackRest()
    }
    if (this.#deps.connection.isConnected()) {
      await this.#puller.close()
    } else {
      this.#puller.abandon()
    }
  }

  /** Stops signalling and answering, too: the transport is about to close. */
  release(): void {
    this.#closed = true
    this.#stopListening()
    clearInterval(this.#ticker)
    this.#deps.onReleased()
  }

  #receive(source: Msg): void {
    const { streamLife } = this.#ledger
    const deliveryCount = deliveryCountOf(source.reply ?? '')
    if (streamLife === undefined || deliveryCount === undefined) {
      // In doubt, or not sent by a consumer at all: there is nobody to answer to. What is in the stream comes again.
      return
    }
    if (this.#closed) {
      source.respond(negativeAck(0))
      return
    }
    const version = source.headers?.get(FRAME_HEADER) ?? ''
    if (version !== '' && version !== FRAME_VERSION) {
      this.#deps.log.error(
        { channel: this.#channel.name, version },
        'A frame of an unknown version is put off',
      )
      source.respond(negativeAck(UNKNOWN_FRAME_RETRY_MS))
      return
    }
    // Without the header it is one message, from a hand or a tool: the codec judges it.
    const messages = version === '' ? [source.data] : splitFrame(source.data)
    const frame = new HeldFrame({ source, streamLife, deliveryCount, messages }, (answered) =>
      this.#ledger.settle(answered),
    )
    this.#fruitlessRecoveries = 0
    if (messages.length === 0) {
      this.#ledger.settle(frame)
      return
    }
    this.#ledger.hold(frame)
    this.#received.push(frame)
    this.#receivedBytes += frame.sizeBytes
  }

  /** Frames that arrive in one packet are handed out together, and the next pull is opened when the last one was the pull's last. */
  #serveSoon(): void {
    if (this.#servingSoon) {
      return
    }
    this.#servingSoon = true
    queueMicrotask(() => {
      this.#servingSoon = false
      while (this.#received.size > 0) {
        const taker = this.#takers.shift()
        if (taker === undefined) {
          break
        }
        taker.take(this.#take(taker.batchMax))
      }
      this.#pull()
    })
  }

  #take(batchMax: number): readonly Delivery<T>[] {
    const deliveries: Delivery<T>[] = []
    while (deliveries.length < batchMax) {
      const frame = this.#received.peek()
      if (frame === undefined) {
        break
      }
      frame.handOut(this.#channel.codec, batchMax - deliveries.length, deliveries)
      if (frame.isHandedOut) {
        this.#received.shift()
        this.#receivedBytes -= frame.sizeBytes
      }
    }
    this.#pull()
    return deliveries
  }

  /** Asks for more once half of the room is free, unless a pull is open. */
  #pull(): void {
    const framesFree = RECEIVED_FRAMES_MAX - this.#received.size
    const bytesFree = RECEIVED_BYTES_MAX - this.#receivedBytes
    const hasRoom = framesFree >= RECEIVED_FRAMES_MAX / 2 && bytesFree >= RECEIVED_BYTES_MAX / 2
    if (hasRoom && !this.#closed && !this.#puller.isOpen && this.#ledger.streamLife !== undefined) {
      this.#puller.open(framesFree, bytesFree)
    }
  }

  #doubt(reason: string): void {
    this.#doubts += 1
    this.#ledger.doubt()
    this.#puller.abandon()
    if (this.#recovering || !this.#deps.connection.isConnected() || this.#isDone) {
      return
    }
    this.#recovering = true
    this.#deps.log.info({ channel: this.#channel.name, reason }, 'Finding the consumer again')
    void this.#recover()
  }

  get #isDone(): boolean {
    return this.#closed && this.#ledger.isEmpty
  }

  /** Never rejects. Ends when the consumer is sure, or when the connection is lost: its return starts another recovery. */
  async #recover(): Promise<void> {
    const { connection, topology, log } = this.#deps
    while (connection.isConnected() && !this.#isDone) {
      await this.#pause()
      const doubts = this.#doubts
      try {
        await topology.restoreStreams()
        const streamLife = await topology.restoreConsumer(this.#channel)
        if (doubts === this.#doubts) {
          this.#recovering = false
          this.#ledger.confirm(streamLife)
          this.#pull()
          return
        }
      } catch (error) {
        if (connection.isConnected()) {
          log.warn({ channel: this.#channel.name, err: error }, 'The consumer cannot be restored yet')
        }
      }
    }
    this.#recovering = false
  }

  /** Nothing at first, then longer with every recovery that did not help. */
  async #pause(): Promise<void> {
    const attempt = this.#fruitlessRecoveries
    this.#fruitlessRecoveries += 1
    if (attempt === 0) {
      return
    }
    const delayMs = exponentialDelayMs(attempt - 1, RECOVERY_DELAY_FIRST_MS, RECOVERY_DELAY_MAX_MS)
    await new Promise<void>((resolve) => {
      this.#deps.clock.after(withJitter(delayMs, this.#deps.random), resolve)
    })
  }

  #tick(): void {
    if (this.#isDone) {
      this.release()
      return
    }
    this.#ledger.signalProgress()
    if (this.#puller.isSilent) {
      this.#doubt('silence')
    }
  }
}
