/** So many wrong passwords in a row lock an account. */
export const FAILURES_MAX = 5
/** For so long; a failure is also forgotten after it. */
export const LOCK_MS = 900_000
/** Names that no user has are counted too, so that a lock tells nobody who exists; that many of them are remembered. */
export const STRANGERS_MAX = 10_000

interface Attempts {
  readonly failures: number
  /** Passwords that are being checked right now. */
  readonly pending: number
  readonly lastFailedAtMs: number
}

const NONE: Attempts = { failures: 0, pending: 0, lastFailedAtMs: Number.NEGATIVE_INFINITY }

export interface LoginThrottleOptions {
  readonly isUser: (username: string) => boolean
  /** Milliseconds that never run backwards. */
  readonly now: () => number
}

/**
 * Slows down who guesses passwords. Attempts that run at the same time count as if they would fail, so that nobody can try more of
 * them by trying them all at once. Users are never forgotten for the sake of strangers, however many names are tried.
 */
export class LoginThrottle {
  readonly #options: LoginThrottleOptions
  readonly #users = new Map<string, Attempts>()
  readonly #strangers = new Map<string, Attempts>()

  constructor(options: LoginThrottleOptions) {
    this.#options = options
  }

  /** Begins an attempt, which must be ended by `failed` or `succeeded`. False when the account is locked: then nothing begins. */
  begin(username: string): boolean {
    const attempts = this.#attemptsOf(username)
    if (attempts.failures + attempts.pending >= FAILURES_MAX) {
      return false
    }
    this.#keep(username, { ...attempts, pending: attempts.pending + 1 })
    return true
  }

  failed(username: string): void {
    const { failures, pending } = this.#attemptsOf(username)
    const lastFailedAtMs = this.#options.now()
    this.#keep(username, { failures: failures + 1, pending: Math.max(0, pending - 1), lastFailedAtMs })
  }

  succeeded(username: string): void {
    const pending = this.#attemptsOf(username).pending - 1
    this.#entriesFor(username).delete(username)
    if (pending > 0) {
      this.#keep(username, { ...NONE, pending })
    }
  }

  #attemptsOf(username: string): Attempts {
    const attempts = this.#entriesFor(username).get(username) ?? NONE
    const isForgotten = this.#options.now() - attempts.lastFailedAtMs >= LOCK_MS
    return isForgotten ? { ...NONE, pending: attempts.pending } : attempts
  }

  #keep(username: string, attempts: Attempts): void {
    const entries = this.#entriesFor(username)
    entries.delete(username)
    entries.set(username, attempts)
    const [oldest] = this.#strangers.keys()
    if (this.#strangers.size > STRANGERS_MAX && oldest !== undefined) {
      this.#strangers.delete(oldest)
    }
  }

  #entriesFor(username: string): Map<string, Attempts> {
    return this.#options.isUser(username) ? this.#users : this.#strangers
  }
}
