import type { Codec } from '@pantau/contracts'
import { Encoded } from '@pantau/contracts'
import type { Msg } from '@nats-io/transport-node'
import type { Delivery } from './transport.ts'

export interface ReceivedFrame {
  /** The broker's message: where answers go. */
  readonly source: Msg
  /** The life of the stream that it was delivered from: see `BrokerTopology.restoreConsumer`. */
  readonly streamLife: string
  readonly deliveryCount: number
  readonly messages: readonly Uint8Array[]
}

/**
 * A frame that the broker delivered to this process and that is not settled yet. The broker settles whole frames, stages settle
 * messages: the frame is done when all its messages are, and comes again as a whole, after the longest delay, if one of them must.
 */
export class HeldFrame {
  readonly source: Msg
  readonly streamLife: string
  readonly deliveryCount: number
  readonly #messages: readonly Uint8Array[]
  readonly #onAnswered: (frame: HeldFrame) => void
  #handedOut = 0
  #unanswered: number
  #retryDelayMs: number | undefined

  /** `onAnswered` is called once, when every message of the frame has been answered. */
  constructor(received: ReceivedFrame, onAnswered: (frame: HeldFrame) => void) {
    this.source = received.source
    this.streamLife = received.streamLife
    this.deliveryCount = received.deliveryCount
    this.#messages = received.messages
    this.#onAnswered = onAnswered
    this.#unanswered = received.messages.length
  }

  get sizeBytes(): number {
    return this.source.data.length
  }

  get isHandedOut(): boolean {
    return this.#handedOut === this.#messages.length
  }

  /** Undefined: done. Otherwise the frame must come again after this delay. */
  get retryDelayMs(): number | undefined {
    return this.#retryDelayMs
  }

  /** Appends up to `countMax` of the messages that are not handed out yet. */
  handOut<T>(codec: Codec<T>, countMax: number, into: Delivery<T>[]): void {
    const end = Math.min(this.#messages.length, this.#handedOut + countMax)
    for (const bytes of this.#messages.slice(this.#handedOut, end)) {
      into.push(new FrameDelivery(this, Encoded.ofBytes(codec, bytes)))
    }
    this.#handedOut = end
  }

  /** Gives back what is not handed out: the frame will come again. */
  giveBackRest(): void {
    const rest = this.#messages.length - this.#handedOut
    this.#handedOut = this.#messages.length
    if (rest > 0) {
      this.answer(rest, 0)
    }
  }

  answer(count: number, retryDelayMs: number | undefined): void {
    if (retryDelayMs !== undefined) {
      this.#retryDelayMs = Math.max(this.#retryDelayMs ?? 0, retryDelayMs)
    }
    this.#unanswered -= count
    if (this.#unanswered === 0) {
      this.#onAnswered(this)
    }
  }
}

class FrameDelivery<T> implements Delivery<T> {
  readonly #frame: HeldFrame
  readonly message: Encoded<T>
  #answered = false

  constructor(frame: HeldFrame, message: Encoded<T>) {
    this.#frame = frame
    this.message = message
  }

  get deliveryCount(): number {
    return this.#frame.deliveryCount
  }

  ack(): void {
    this.#answer(undefined)
  }

  retry(delayMs: number): void {
    this.#answer(delayMs)
  }

  terminate(): void {
    this.#answer(undefined)
  }

  #answer(retryDelayMs: number | undefined): void {
    if (!this.#answered) {
      this.#answered = true
      this.#frame.answer(1, retryDelayMs)
    }
  }
}

const SHORT_REPLY_TOKENS = 9
const LONG_REPLY_TOKENS_MIN = 11

/**
 * How often the broker has delivered a message, from the subject that it wants the answer on: `$JS.ACK.<stream>.<consumer>.<count>...`,
 * with a domain and an account hash before the stream on newer servers. Undefined when no consumer sent it.
 * Source: https://docs.nats.io/reference/reference-protocols/nats_api_reference
 */
export function deliveryCountOf(replySubject: string): number | undefined {
  const tokens = replySubject.split('.')
  if (tokens[0] !== '$JS' || tokens[1] !== 'ACK') {
    return undefined
  }
  const isLong = tokens.length >= LONG_REPLY_TOKENS_MIN
  const count = Number(isLong ? tokens[6] : tokens.length === SHORT_REPLY_TOKENS ? tokens[4] : undefined)
  return Number.isSafeInteger(count) && count >= 1 ? count : undefined
}
