import type { MessageKey } from '@pantau/contracts'
import type { Log } from '@pantau/service-runtime'
import type { MessageProgress } from '@pantau/store'
import type { CancelTimer, Clock } from '@pantau/stream'

/** Between an answer of the database and the next question; at least as long as the answer took, so that half of a connection is used at most. */
export const ROUND_PAUSE_MS = 10
/** At most, also when the database was silent for long; and after a question that failed. */
export const PAUSE_MAX_MS = 250
/** How much later than its deadline a message is answered that was not looked at by then: a wait of nothing is worth one look. */
export const LOOK_GRACE_MS = 50

/** How far a message has come when its wait is over; `unknown` when the database did not say in time. */
export type AwaitedProgress = MessageProgress | { readonly kind: 'unknown' }

export interface Watch {
  /** Resolves when the message is decided, or will not be, or its wait is over. Never rejects. */
  readonly over: Promise<AwaitedProgress>
  /** Ends the wait now. */
  leave(): void
}

export interface ProgressWatcherOptions {
  /** One answer per key, in order; undefined for what is not on record. */
  readonly find: (keys: readonly MessageKey[]) => Promise<readonly (MessageProgress | undefined)[]>
  readonly clock: Clock
  readonly log: Log
}

interface Waiter {
  readonly key: MessageKey
  isLookedAt: boolean
  isExpired: boolean
  /** What the last look found; absent when that was nothing. */
  progress?: MessageProgress | undefined
  cancelTimer: CancelTimer
  resolve: (progress: AwaitedProgress) => void
}

const nothing = (): void => undefined

/**
 * Looks for all messages that somebody waits for, in one question per round, and asks nothing while nobody waits. Whoever decides, in whatever
 * process, has nothing to tell it: the decision is where all decisions are.
 */
export class ProgressWatcher {
  readonly #options: ProgressWatcherOptions
  readonly #waiters = new Set<Waiter>()
  #rounds: Promise<void> | undefined
  #isHurried = false
  #isAway = false

  constructor(options: ProgressWatcherOptions) {
    this.#options = options
  }

  /** How many messages are waited for. */
  get waiting(): number {
    return this.#waiters.size
  }

  watch(key: MessageKey, waitMs: number): Watch {
    const waiter: Waiter = {
      key,
      isLookedAt: false,
      isExpired: false,
      cancelTimer: nothing,
      resolve: nothing,
    }
    const over = new Promise<AwaitedProgress>((resolve) => {
      waiter.resolve = resolve
    })
    this.#waiters.add(waiter)
    waiter.cancelTimer = this.#options.clock.after(this.#isHurried ? 0 : waitMs, () => this.#expire(waiter))
    this.#rounds ??= this.#look()
    return { over, leave: () => this.#settle(waiter) }
  }

  /** Ends all waits, those to come too; who was not looked at still is, within the grace. */
  hurry(): void {
    this.#isHurried = true
    for (const waiter of this.#waiters) {
      this.#expire(waiter)
    }
  }

  /** Resolves when nothing is asked any more. */
  async idle(): Promise<void> {
    await this.#rounds
  }

  async #look(): Promise<void> {
    const { clock } = this.#options
    while (this.#waiters.size > 0) {
      const startedAtMs = clock.nowMs()
      const isAnswered = await this.#round([...this.#waiters])
      if (this.#waiters.size > 0) {
        const tookMs = isAnswered ? clock.nowMs() - startedAtMs : PAUSE_MAX_MS
        await this.#pause(Math.min(PAUSE_MAX_MS, Math.max(ROUND_PAUSE_MS, tookMs)))
      }
    }
    this.#rounds = undefined
  }

  async #round(waiters: readonly Waiter[]): Promise<boolean> {
    const { find, log } = this.#options
    try {
      const found = await find(waiters.map(({ key }) => key))
      for (const [index, waiter] of waiters.entries()) {
        this.#note(waiter, found[index])
      }
      this.#isAway = false
      return true
    } catch (error) {
      if (!this.#isAway) {
        this.#isAway = true
        log.warn({ err: error }, 'decisions that callers wait for could not be looked for')
      }
      return false
    }
  }

  #note(waiter: Waiter, progress: MessageProgress | undefined): void {
    waiter.isLookedAt = true
    waiter.progress = progress
    if (
      waiter.isExpired ||
      (progress !== undefined && progress.kind !== 'due' && progress.kind !== 'parked')
    ) {
      this.#settle(waiter)
    }
  }

  #pause(forMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#options.clock.after(forMs, resolve)
    })
  }

  #expire(waiter: Waiter): void {
    waiter.cancelTimer()
    waiter.isExpired = true
    if (waiter.isLookedAt) {
      this.#settle(waiter)
    } else {
      waiter.cancelTimer = this.#options.clock.after(LOOK_GRACE_MS, () => this.#settle(waiter))
    }
  }

  #settle(waiter: Waiter): void {
    if (this.#waiters.delete(waiter)) {
      waiter.cancelTimer()
      waiter.resolve(waiter.progress ?? { kind: 'unknown' })
    }
  }
}
