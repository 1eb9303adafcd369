import { withJitter } from './backoff.ts'
import type { Clock } from './clock.ts'
import { dependencyDelayMs } from './dependency-error.ts'

/** Even where a dependency asks for more, it is tried this often. */
const DEPENDENCY_DELAY_MAX_MS = 30_000

/** The stage is being stopped while a dependency is away: the work is given back. */
export class WaitAbandonedError extends Error {
  override readonly name = 'WaitAbandonedError'
}

export interface PatienceOptions {
  readonly clock: Clock
  readonly random: () => number
  /** A dependency is away. Called once until it is back. */
  readonly onAway: (error: unknown) => void
  readonly onBack: (waitedMs: number) => void
}

/**
 * Waits for dependencies in place. While a database is away for ten minutes a stage holds what it has and asks for no more: nothing
 * circulates through the broker, no delivery is counted against a message that is not at fault.
 */
export class Patience {
  readonly #options: PatienceOptions
  readonly #wakers = new Set<() => void>()
  #stopped = false

  constructor(options: PatienceOptions) {
    this.#options = options
  }

  get isStopped(): boolean {
    return this.#stopped
  }

  /** Repeats the work while it fails with a dependency error. Other errors pass. @throws WaitAbandonedError once stopped */
  async repeat<T>(work: () => Promise<T>): Promise<T> {
    let awaySinceMs: number | undefined
    for (;;) {
      try {
        const result = await work()
        if (awaySinceMs !== undefined) {
          this.#options.onBack(this.#options.clock.nowMs() - awaySinceMs)
        }
        return result
      } catch (error) {
        const delayMs = dependencyDelayMs(error)
        if (delayMs === undefined) {
          throw error
        }
        if (awaySinceMs === undefined) {
          awaySinceMs = this.#options.clock.nowMs()
          this.#options.onAway(error)
        }
        await this.#wait(withJitter(Math.min(delayMs, DEPENDENCY_DELAY_MAX_MS), this.#options.random))
        if (this.#stopped) {
          throw new WaitAbandonedError('Stopped while a dependency was away', { cause: error })
        }
      }
    }
  }

  /** Ends every wait, now and later. Work that succeeds is not disturbed. */
  stop(): void {
    this.#stopped = true
    for (const wake of this.#wakers) {
      wake()
    }
  }

  async #wait(delayMs: number): Promise<void> {
    if (this.#stopped) {
      return
    }
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel()
        this.#wakers.delete(wake)
        resolve()
      }
      const cancel = this.#options.clock.after(delayMs, wake)
      this.#wakers.add(wake)
    })
  }
}
