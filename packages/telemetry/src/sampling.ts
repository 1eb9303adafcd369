import { isSampled } from '@pantau/contracts'

const SECOND_MS = 1_000

export interface SamplingOptions {
  /** 0 to 1. */
  readonly ratio: number
  /** How many messages a second are sampled because their callers' are. */
  readonly callersPerSecond: number
  readonly nowMs: () => number
  /** From 0 to below 1. */
  readonly random: () => number
}

/**
 * Which messages are traced. A caller who says no is heard. One who says yes is, too, up to a rate: what is beyond it is a share of all, as are
 * messages of callers who say nothing, so that nobody can have everything traced by saying so.
 */
export class Sampling {
  readonly #options: SamplingOptions
  #places: number
  #filledAtMs: number

  constructor(options: SamplingOptions) {
    this.#options = options
    this.#places = options.callersPerSecond
    this.#filledAtMs = options.nowMs()
  }

  /** @param traceParent of the caller, a valid one */
  decide(traceParent: string | undefined): boolean {
    if (traceParent !== undefined) {
      if (!isSampled(traceParent)) {
        return false
      }
      if (this.#takePlace()) {
        return true
      }
    }
    return this.#options.random() < this.#options.ratio
  }

  #takePlace(): boolean {
    const { callersPerSecond, nowMs } = this.#options
    const atMs = nowMs()
    const gained = (Math.max(0, atMs - this.#filledAtMs) / SECOND_MS) * callersPerSecond
    this.#places = Math.min(callersPerSecond, this.#places + gained)
    this.#filledAtMs = atMs
    if (this.#places < 1) {
      return false
    }
    this.#places -= 1
    return true
  }
}
