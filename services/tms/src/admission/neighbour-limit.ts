import { LatencyWindow } from './latency-window.ts'

const WINDOW = { lengthMs: 100, samplesMin: 10, lengthMsMax: 1_000 }
/** What heavy tenants begin with when they are held: less than what slows others. */
const START_MESSAGES = 8
/** Down to a tenth at most, at once; up by a twentieth, or by one in four windows where the limit is small. */
const STEP_DOWN = 0.1
const STEP_UP = 1.05
const STEP_UP_MESSAGES = 0.25
/** How fast the latency without heavy tenants follows what is measured: down at once, up within some 50 windows. */
const CALM_FALL = 0.2
const CALM_RISE = 0.02

/**
 * What a message of a neighbour met. `calm`: room for all, so that its latency is what it should be. `crowded`: messages are refused, and nobody is held.
 * `held`: heavy tenants are held to the limit.
 */
export type NeighbourLoad = 'calm' | 'crowded' | 'held'

export interface NeighbourLimitOptions {
  /** Heavy tenants are never held to less. */
  readonly min: number
  /** The neighbours' latency may be this multiple of what it is when it is calm. */
  readonly latencyRatio: number
  /** What it may be before it was ever calm. */
  readonly unknownTargetMs: number
}

/**
 * How many messages heavy tenants may have in progress, so that the messages of their neighbours take little longer than they do when it is calm: all of
 * them share the processors, and what the limit on everything allows is made for throughput. It begins low, falls fast and rises slowly, as far as the
 * neighbours do not mind, up to the limit on everything. Where even the smallest limit does not bring the latency back, it is not the heavy tenants' fault: then what
 * the latency is there slowly becomes what it should be.
 */
export class NeighbourLimit {
  readonly #options: NeighbourLimitOptions
  #limit: number
  #calmMs: number | undefined
  readonly #window = new LatencyWindow(WINDOW)
  /** All of a window is of one. */
  #load: NeighbourLoad | undefined

  constructor(options: NeighbourLimitOptions) {
    if (!(options.min >= 1)) {
      throw new RangeError(`${options.min} messages in progress are none`)
    }
    this.#options = options
    this.#limit = this.#start()
  }

  get limit(): number {
    return Math.floor(this.#limit)
  }

  /** What a neighbour's message may take on average, in milliseconds. */
  get targetMs(): number {
    const { latencyRatio, unknownTargetMs } = this.#options
    return this.#calmMs === undefined ? unknownTargetMs : this.#calmMs * latencyRatio
  }

  /**
   * A neighbour's message is through.
   * @param latencyMs of its work: how fast its caller sends it says nothing about others
   * @param max what all tenants together may have in progress
   */
  observe(latencyMs: number, load: NeighbourLoad, max: number, nowMs: number): void {
    if (this.#load !== load) {
      this.#load = load
      this.#window.discard()
    }
    const meanMs = this.#window.add(latencyMs, nowMs)
    if (meanMs !== undefined) {
      this.#judge(meanMs, load, max)
    }
  }

  #judge(latencyMs: number, load: NeighbourLoad, max: number): void {
    if (load === 'calm') {
      this.#learn(latencyMs)
      this.#limit = this.#start()
    } else if (load === 'held') {
      this.#follow(latencyMs, Math.max(max, this.#options.min))
    }
  }

  #follow(latencyMs: number, max: number): void {
    const { min } = this.#options
    if (latencyMs <= this.targetMs) {
      const risen = Math.max(this.#limit * STEP_UP, this.#limit + STEP_UP_MESSAGES)
      this.#limit = Math.min(max, risen)
      return
    }
    if (this.#limit === min) {
      this.#learn(latencyMs)
    }
    const step = Math.max(STEP_DOWN, this.targetMs / latencyMs)
    this.#limit = Math.max(min, Math.min(max, this.#limit) * Math.min(1, step))
  }

  #learn(latencyMs: number): void {
    const beforeMs = this.#calmMs ?? latencyMs
    this.#calmMs = beforeMs + (latencyMs - beforeMs) * (latencyMs < beforeMs ? CALM_FALL : CALM_RISE)
  }

  #start(): number {
    return Math.max(START_MESSAGES, this.#options.min)
  }
}
