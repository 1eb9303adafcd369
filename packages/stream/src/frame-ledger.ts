import { nanos } from '@nats-io/transport-node'
import type { HeldFrame } from './held-frame.ts'

/** https://docs.nats.io/reference/reference-protocols/nats_api_reference#acknowledging-messages */
const ACK = '+ACK'
const NAK = '-NAK'
const IN_PROGRESS = '+WPI'

/**
 * The frames that this process owes the broker an answer, and the answers that cannot be sent yet.
 *
 * Answers name a frame by its sequence number in the stream. A broker that lost its data counts from one again, so an answer to the
 * old stream would settle, unread, whatever has that number in the new one. Therefore nothing is answered while it is in doubt
 * whether the stream is still the one that delivered (after a disconnect, after an error of a pull), and what came from an earlier
 * life of the stream is dropped without an answer: if it still exists, it comes again.
 */
export class FrameLedger {
  readonly #held = new Set<HeldFrame>()
  #answered: HeldFrame[] = []
  #streamLife: string | undefined

  /** The life of the stream, undefined while in doubt. */
  get streamLife(): string | undefined {
    return this.#streamLife
  }

  get isEmpty(): boolean {
    return this.#held.size === 0 && this.#answered.length === 0
  }

  hold(frame: HeldFrame): void {
    this.#held.add(frame)
  }

  settle(frame: HeldFrame): void {
    this.#held.delete(frame)
    if (this.#streamLife === undefined) {
      this.#answered.push(frame)
    } else {
      this.#send(frame)
    }
  }

  doubt(): void {
    this.#streamLife = undefined
  }

  confirm(streamLife: string): void {
    this.#streamLife = streamLife
    const answered = this.#answered
    this.#answered = []
    for (const frame of answered) {
      this.#send(frame)
    }
  }

  /** Tells the broker that what is held is being worked on, so that it is not delivered again. */
  signalProgress(): void {
    for (const frame of this.#held) {
      if (frame.streamLife === this.#streamLife) {
        frame.source.respond(IN_PROGRESS)
      }
    }
  }

  #send(frame: HeldFrame): void {
    if (frame.streamLife === this.#streamLife) {
      frame.source.respond(frame.retryDelayMs === undefined ? ACK : negativeAck(frame.retryDelayMs))
    }
  }
}

/** Deliver again, at once or after a delay. */
export function negativeAck(delayMs: number): string {
  return delayMs > 0 ? `${NAK} ${JSON.stringify({ delay: nanos(Math.ceil(delayMs)) })}` : NAK
}
