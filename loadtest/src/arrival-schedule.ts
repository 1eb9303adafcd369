import type { RandomSource } from './random-source.ts'

/** When payments are due, as milliseconds after the start of the run, in order and without end. */
export type ArrivalSchedule = Iterator<number, never, void>

/** One payment every `1000 / ratePerSecond` milliseconds. */
export function* constantArrivals(ratePerSecond: number): Generator<number, never, void> {
  const gapMs = requireGapMs(ratePerSecond)
  for (let index = 0; ; index += 1) {
    yield index * gapMs
  }
}

/** Independent arrivals (a Poisson process): exponential gaps with the given mean rate, which bring their own short bursts. */
export function* poissonArrivals(
  ratePerSecond: number,
  random: RandomSource,
): Generator<number, never, void> {
  const meanGapMs = requireGapMs(ratePerSecond)
  let dueMs = 0
  while (true) {
    yield dueMs
    dueMs += -Math.log(1 - random.next()) * meanGapMs
  }
}

function requireGapMs(ratePerSecond: number): number {
  if (!Number.isFinite(ratePerSecond) || ratePerSecond <= 0) {
    throw new RangeError(
      `An arrival rate must be a positive number of payments per second, not ${ratePerSecond}`,
    )
  }
  return 1000 / ratePerSecond
}
