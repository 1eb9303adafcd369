/** Payments may take this long before k6 has to make room for more, and drops arrivals meanwhile. */
const PREALLOCATED_SECONDS = 0.5
const PREALLOCATED_MIN = 20
/** Payments may take this long before k6 cannot hold the rate. A virtual user costs it about half a megabyte. */
const HELD_SECONDS_MAX = 4
const VIRTUAL_USERS_MIN = 50
const VIRTUAL_USERS_MAX = 100_000
/** How long payments under way may take to end when their time is over. */
const GRACEFUL_STOP = '10s'

interface ArrivalOptions {
  readonly durationSeconds: number
  readonly startSeconds?: number
  /** Enough for payments of four seconds when absent. */
  readonly virtualUsersMax?: number
}

interface Arrivals {
  timeUnit: string
  startTime: string
  gracefulStop: string
  preAllocatedVUs: number
  maxVUs: number
}

export interface ConstantArrivals extends Arrivals {
  executor: 'constant-arrival-rate'
  rate: number
  duration: string
}

export interface RampingArrivals extends Arrivals {
  executor: 'ramping-arrival-rate'
  startRate: number
  stages: { target: number; duration: string }[]
}

/** Payments at a steady rate, started whether or not earlier ones were answered: an open model. */
export function constantArrivals(ratePerSecond: number, options: ArrivalOptions): ConstantArrivals {
  return {
    executor: 'constant-arrival-rate',
    rate: ratePerSecond,
    duration: milliseconds(options.durationSeconds),
    ...arrivals(ratePerSecond, options),
  }
}

/** The part of a step that is spent on getting to its rate. */
const RAMP_SHARE = 0.2

/** Payments at rates that rise step by step, all steps of the same length. The first begins at its rate. */
export function steppedArrivals(
  ratesPerSecond: readonly [number, ...number[]],
  options: ArrivalOptions,
): RampingArrivals {
  const stepSeconds = options.durationSeconds / ratesPerSecond.length
  const rates = ratesPerSecond.map(wholeRate)
  return {
    executor: 'ramping-arrival-rate',
    startRate: wholeRate(ratesPerSecond[0]),
    stages: rates.flatMap((target) => [
      { target, duration: milliseconds(stepSeconds * RAMP_SHARE) },
      { target, duration: milliseconds(stepSeconds * (1 - RAMP_SHARE)) },
    ]),
    ...arrivals(Math.max(...rates), options),
  }
}

function arrivals(highestRate: number, options: ArrivalOptions): Arrivals {
  const {
    startSeconds = 0,
    virtualUsersMax = clamp(highestRate * HELD_SECONDS_MAX, VIRTUAL_USERS_MIN, VIRTUAL_USERS_MAX),
  } = options
  return {
    timeUnit: '1s',
    startTime: milliseconds(startSeconds),
    gracefulStop: GRACEFUL_STOP,
    preAllocatedVUs: clamp(Math.ceil(highestRate * PREALLOCATED_SECONDS), PREALLOCATED_MIN, virtualUsersMax),
    maxVUs: virtualUsersMax,
  }
}

/** The upper bound wins where they contradict each other. */
function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}

/** k6 takes whole rates only. */
function wholeRate(ratePerSecond: number): number {
  return Math.max(1, Math.round(ratePerSecond))
}

function milliseconds(seconds: number): string {
  return `${Math.round(seconds * 1_000)}ms`
}
