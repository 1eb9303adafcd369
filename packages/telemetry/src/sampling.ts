import { isSampled } from '@pantau/contracts'
import { TokenBucket } from '@pantau/service-runtime'

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
  /** Of callers who say yes; undefined where none of them is heard. */
  readonly #callers: TokenBucket | undefined

  constructor(options: SamplingOptions) {
    this.#options = options
    const { callersPerSecond, nowMs } = options
    this.#callers = callersPerSecond === 0 ? undefined : new TokenBucket(callersPerSecond, nowMs())
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
    if (this.#callers === undefined || this.#callers.level(this.#options.nowMs()).remaining === 0) {
      return false
    }
    this.#callers.take()
    return true
  }
}
