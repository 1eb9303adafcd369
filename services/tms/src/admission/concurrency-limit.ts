import { LatencyWindow } from './latency-window.ts'

const WINDOW = { lengthMs: 250, samplesMin: 20, lengthMsMax: 2_000 }
/** By how much a window may change the limit: it measures what was admitted under the limit before. */
const STEP_DOWN = 0.7
const STEP_UP = 1.25
/** The share of the limit from which on a window says something about it: less than what is left of it without status reports. */
const USED_SHARE = 0.3
/** How fast the latency without load follows when it rises; when it falls it follows at once. */
const UNLOADED_RISE = 0.2

export interface ConcurrencyLimitOptions {
  /** With so few in progress, latency is that of the database and not of a queue. */
  readonly min: number
  readonly max: number
  readonly initial: number
  /** Up to this mean latency there is no need to refuse anybody. */
  readonly targetMs: number
  /**
   * Nor up to this multiple of the latency without load, which is at most what it is with `min` in progress. The more of a queue there may be with so
   * few, the less of it is right; above 1, or a database that needs long for each message would never be given more of them at a time.
   */
  readonly latencyRatio: number
}

/**
 * How many messages may be in progress, so that their mean latency stays at the target, or at a multiple of the latency without load where
 * that is more. By Little's law the number in progress is throughput times latency, so the limit is scaled by target over measured latency,
 * window by window. A database that became slow for good is not starved: at the smallest limit its latency is what counts as no load.
 */
export class ConcurrencyLimit {
  readonly #options: ConcurrencyLimitOptions
  #limit: number
  #unloadedMs: number | undefined
  readonly #window = new LatencyWindow(WINDOW)
  /** In this window. */
  #inProgressMax = 0

  constructor(options: ConcurrencyLimitOptions) {
    if (!(options.min >= 1 && options.min <= options.max)) {
      throw new RangeError(`No limit lies between ${options.min} and ${options.max}`)
    }
    this.#options = options
    this.#limit = clamp(options.initial, options.min, options.max)
  }

  get limit(): number {
    return Math.floor(this.#limit)
  }

  /** What a message takes without load, in milliseconds; undefined until it was seen. */
  get unloadedMs(): number | undefined {
    return this.#unloadedMs
  }

  /** A message is through. @param inProgress how many were in progress with it */
  observe(latencyMs: number, inProgress: number, nowMs: number): void {
    this.#inProgressMax = Math.max(this.#inProgressMax, inProgress)
    const meanMs = this.#window.add(latencyMs, nowMs)
    if (meanMs !== undefined) {
      this.#judge(meanMs, this.#inProgressMax)
      this.#inProgressMax = 0
    }
  }

  #judge(latencyMs: number, inProgressMax: number): void {
    const { min, max, targetMs, latencyRatio } = this.#options
    this.#unloadedMs = unloaded(this.#unloadedMs, latencyMs, inProgressMax <= min)
    if (inProgressMax < this.#limit * USED_SHARE) {
      return
    }
    const heldMs = Math.max(targetMs, (this.#unloadedMs ?? 0) * latencyRatio)
    const step = clamp(heldMs / Math.max(latencyMs, Number.MIN_VALUE), STEP_DOWN, STEP_UP)
    this.#limit = clamp(this.#limit * step, min, max)
  }
}

/** Load only ever adds to the latency, so a window under load can show that it is less without, but not that it is more. */
function unloaded(beforeMs: number | undefined, latencyMs: number, isUnloaded: boolean): number | undefined {
  if (beforeMs === undefined) {
    return isUnloaded ? latencyMs : undefined
  }
  if (latencyMs < beforeMs) {
    return latencyMs
  }
  return isUnloaded ? beforeMs + (latencyMs - beforeMs) * UNLOADED_RISE : beforeMs
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}
