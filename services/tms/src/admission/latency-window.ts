export interface LatencyWindowOptions {
  /** A window is judged once it is this long and has enough samples. */
  readonly lengthMs: number
  readonly samplesMin: number
  /** Or once it is this long. */
  readonly lengthMsMax: number
}

/** Latencies of messages, window by window. */
export class LatencyWindow {
  readonly #options: LatencyWindowOptions
  #startedAtMs = 0
  #count = 0
  #sumMs = 0

  constructor(options: LatencyWindowOptions) {
    this.#options = options
  }

  /** Takes one more. @returns the mean of the window that it ends; undefined while the window goes on */
  add(latencyMs: number, nowMs: number): number | undefined {
    if (this.#count === 0) {
      this.#startedAtMs = nowMs
    }
    this.#count += 1
    this.#sumMs += latencyMs
    const { lengthMs, samplesMin, lengthMsMax } = this.#options
    const ageMs = nowMs - this.#startedAtMs
    if (ageMs < lengthMsMax && (ageMs < lengthMs || this.#count < samplesMin)) {
      return undefined
    }
    const meanMs = this.#sumMs / this.#count
    this.discard()
    return meanMs
  }

  /** Begins a new one with the next latency. */
  discard(): void {
    this.#count = 0
    this.#sumMs = 0
  }
}
