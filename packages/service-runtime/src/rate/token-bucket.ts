/** A caller that was quiet may send as much at once as it may send in this time. */
export const BURST_SECONDS = 1

export interface BucketLevel {
  /** Messages that may come at once now. */
  readonly remaining: number
  /** After how long there is room for one more; 0 when there is. */
  readonly waitMs: number
}

/** How often somebody may come: so many a second on average, a second's worth at once. */
export class TokenBucket {
  readonly #ratePerSecond: number
  readonly #capacity: number
  #tokens: number
  #filledAtMs: number

  constructor(ratePerSecond: number, nowMs: number) {
    this.#ratePerSecond = ratePerSecond
    this.#capacity = Math.max(1, ratePerSecond * BURST_SECONDS)
    this.#tokens = this.#capacity
    this.#filledAtMs = nowMs
  }

  level(nowMs: number): BucketLevel {
    this.#fill(nowMs)
    const missing = Math.max(0, 1 - this.#tokens)
    return { remaining: Math.floor(this.#tokens), waitMs: (missing / this.#ratePerSecond) * 1_000 }
  }

  /** Takes a place that `level` said is there. */
  take(): void {
    this.#tokens -= 1
  }

  #fill(nowMs: number): void {
    const gained = ((nowMs - this.#filledAtMs) / 1_000) * this.#ratePerSecond
    this.#tokens = Math.min(this.#capacity, this.#tokens + Math.max(0, gained))
    this.#filledAtMs = Math.max(this.#filledAtMs, nowMs)
  }
}
