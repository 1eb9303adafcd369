/** Nobody is told to come again sooner. */
const RETRY_AFTER_MS_MIN = 500
/** Those who are refused at the same time come again spread over this time at least, and over more the longer it goes on. */
const SPREAD_MS_MIN = 2_500
const SPREAD_MS_MAX = 10_000
/** After this time without a refusal the next one is the first again. */
const CALM_AFTER_MS = 2_000

/** When to come again: at random, so that those who are refused together do not come together. */
export class RetryAdvice {
  readonly #random: () => number
  #refusingSinceMs = 0
  #refusedAtMs = Number.NEGATIVE_INFINITY

  constructor(random: () => number) {
    this.#random = random
  }

  /** @param waitMs what is known to pass before it can work */
  retryAfterMs(waitMs: number, nowMs: number): number {
    if (nowMs - this.#refusedAtMs > CALM_AFTER_MS) {
      this.#refusingSinceMs = nowMs
    }
    this.#refusedAtMs = nowMs
    const lastsMs = nowMs - this.#refusingSinceMs
    const spreadMs = Math.min(SPREAD_MS_MAX, SPREAD_MS_MIN + lastsMs / 2)
    return Math.max(RETRY_AFTER_MS_MIN, waitMs) + this.#random() * spreadMs
  }
}
