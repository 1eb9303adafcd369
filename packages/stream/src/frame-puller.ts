import { createInbox, nanos } from '@nats-io/transport-node'
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node'
import type { Channel } from './channel.ts'
import type { Clock } from './clock.ts'

/** An unanswered pull is renewed this often. */
const PULL_EXPIRES_MS = 30_000
/** The broker's sign of life on an open pull that has nothing to deliver. */
const IDLE_HEARTBEAT_MS = 4_000
/** Two signs of life missed. */
const SILENCE_MAX_MS = 10_000

const STATUS_HEARTBEAT = 100
const STATUS_EXPIRED = 408
const STATUS_CONFLICT = 409
/** The next frame does not fit the rest of the pull's bytes: an ordinary end. */
const NEXT_FRAME_TOO_LARGE = 'message size exceeds maxbytes'

export interface PullEvents {
  frame(source: Msg): void
  /** The pull ended in an ordinary way; another may be opened. */
  over(): void
  /** The broker refused or dropped the pull: the consumer, the stream or the leader may be gone. */
  trouble(reason: string): void
}

/**
 * Asks the broker for frames, one open pull at a time, so that what this process may receive is bounded by what it last asked for.
 * Protocol: https://docs.nats.io/reference/reference-protocols/nats_api_reference. (The client library's own `consume()` keeps
 * frames in a queue of its own, where their progress cannot be signalled to the broker.)
 */
export class FramePuller {
  readonly #nats: NatsConnection
  readonly #clock: Clock
  readonly #events: PullEvents
  readonly #requestSubject: string
  readonly #inbox = createInbox()
  readonly #subscription: Subscription
  #pull: { readonly replySubject: string; framesLeft: number } | undefined
  #pullsOpened = 0
  #lastHeardMs = 0

  constructor(nats: NatsConnection, channel: Channel<unknown>, clock: Clock, events: PullEvents) {
    this.#nats = nats
    this.#clock = clock
    this.#events = events
    this.#requestSubject = `$JS.API.CONSUMER.MSG.NEXT.${channel.stream}.${channel.name}`
    this.#subscription = nats.subscribe(`${this.#inbox}.*`, {
      callback: (error, message) => {
        if (error === null) {
          this.#receive(message)
        } else {
          this.#fail(error.message)
        }
      },
    })
  }

  get isOpen(): boolean {
    return this.#pull !== undefined
  }

  /** Whether the broker owes a sign of life. */
  get isSilent(): boolean {
    return this.isOpen && this.#clock.nowMs() - this.#lastHeardMs > SILENCE_MAX_MS
  }

  open(framesMax: number, bytesMax: number): void {
    this.#pullsOpened += 1
    const replySubject = `${this.#inbox}.${this.#pullsOpened}`
    this.#pull = { replySubject, framesLeft: framesMax }
    this.#lastHeardMs = this.#clock.nowMs()
    const request = {
      batch: framesMax,
      max_bytes: bytesMax,
      expires: nanos(PULL_EXPIRES_MS),
      idle_heartbeat: nanos(IDLE_HEARTBEAT_MS),
    }
    this.#nats.publish(this.#requestSubject, JSON.stringify(request), { reply: replySubject })
  }

  /** Forgets the open pull: what the broker still says about it is ignored. */
  abandon(): void {
    this.#pull = undefined
  }

  /** Stops receiving. Frames already on their way still arrive before this resolves. */
  async close(): Promise<void> {
    this.abandon()
    await this.#subscription.drain()
  }

  #receive(message: Msg): void {
    this.#lastHeardMs = this.#clock.nowMs()
    if (message.subject.startsWith(this.#inbox)) {
      if (message.subject === this.#pull?.replySubject) {
        this.#heed(message)
      }
      return
    }
    if (this.#pull !== undefined) {
      this.#pull.framesLeft -= 1
      if (this.#pull.framesLeft <= 0) {
        this.#pull = undefined
      }
    }
    this.#events.frame(message)
  }

  #heed(status: Msg): void {
    const code = status.headers?.code ?? 0
    const description = (status.headers?.description ?? '').toLowerCase()
    if (code === STATUS_HEARTBEAT) {
      return
    }
    if (code === STATUS_EXPIRED || (code === STATUS_CONFLICT && description === NEXT_FRAME_TOO_LARGE)) {
      this.#pull = undefined
      this.#events.over()
      return
    }
    this.#fail(`${code} ${description}`)
  }

  #fail(reason: string): void {
    this.#pull = undefined
    this.#events.trouble(reason)
  }
}
