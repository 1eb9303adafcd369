import type { AcceptedEvent, Encoded } from '@pantau/contracts'
import type { Log } from '@pantau/service-runtime'
import type { CancelTimer, Clock } from '@pantau/stream'

/** Events that wait for their turn while others are on their way to the broker. What does not fit is left to the reconciler. */
export const PENDING_EVENTS_MAX = 4_096

export interface EventPublisherOptions {
  /** Resolves when the broker has confirmed all of them. */
  readonly publish: (events: readonly Encoded<AcceptedEvent>[]) => Promise<void>
  /** How long a request waits for the broker. */
  readonly confirmTimeoutMs: number
  readonly clock: Clock
  readonly log: Log
}

/**
 * Publishes what was accepted. The events of concurrent requests go together: while some are on their way, the next ones collect.
 * Nobody waits longer than the bound, and once the broker has let somebody wait that long, nobody waits for it until it confirms
 * again: what is accepted is committed, and the reconciler publishes what the broker missed.
 */
export class EventPublisher {
  readonly #options: EventPublisherOptions
  #pending: Encoded<AcceptedEvent>[] = []
  #waiters: Release[] = []
  #firstOfferedAtMs = 0
  #flight: Promise<void> | undefined
  #isBrokerAway = false

  constructor(options: EventPublisherOptions) {
    this.#options = options
  }

  /** Resolves when the events are confirmed, or are owed: with whether they are confirmed by then. Never rejects. */
  async offer(events: readonly Encoded<AcceptedEvent>[]): Promise<boolean> {
    if (events.length === 0 || this.#pending.length + events.length > PENDING_EVENTS_MAX) {
      return events.length === 0
    }
    if (this.#pending.length === 0) {
      this.#firstOfferedAtMs = this.#options.clock.nowMs()
    }
    this.#pending.push(...events)
    const confirmed = this.#isBrokerAway ? false : this.#nextRelease()
    this.#flight ??= this.#fly()
    return await confirmed
  }

  /** Resolves when everything that was offered is confirmed or has failed. */
  async idle(): Promise<void> {
    await this.#flight
  }

  #nextRelease(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve)
    })
  }

  async #fly(): Promise<void> {
    while (this.#pending.length > 0) {
      const events = this.#pending
      const waiters = this.#waiters
      this.#pending = []
      this.#waiters = []
      const cancelTimeout = this.#startTimeout(waiters)
      try {
        await this.#options.publish(events)
        this.#brokerConfirmed()
        release(waiters, true)
      } catch (error) {
        this.#brokerIsAway(error)
        release(waiters, false)
      }
      cancelTimeout()
    }
    this.#flight = undefined
  }

  /** Those who collect behind this flight came later, so its bound is theirs too. */
  #startTimeout(waiters: Release[]): CancelTimer {
    const { clock, confirmTimeoutMs } = this.#options
    const remainingMs = this.#firstOfferedAtMs + confirmTimeoutMs - clock.nowMs()
    return clock.after(Math.max(0, remainingMs), () => {
      this.#brokerIsAway(undefined)
      release(waiters, false)
      release(this.#waiters, false)
    })
  }

  #brokerConfirmed(): void {
    if (this.#isBrokerAway) {
      this.#isBrokerAway = false
      this.#options.log.info({}, 'the broker confirms events again')
    }
  }

  #brokerIsAway(error: unknown): void {
    if (!this.#isBrokerAway) {
      this.#isBrokerAway = true
      const { confirmTimeoutMs } = this.#options
      this.#options.log.warn(
        { err: error, confirmTimeoutMs },
        'the broker does not confirm events; the reconciler publishes what is owed',
      )
    }
  }
}

type Release = (isConfirmed: boolean) => void

function release(waiters: Release[], isConfirmed: boolean): void {
  for (const resolve of waiters.splice(0)) {
    resolve(isConfirmed)
  }
}
