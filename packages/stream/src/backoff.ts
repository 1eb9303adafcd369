/** Share of a delay that is drawn at random on top of it, so that processes that failed together do not come back together. */
const JITTER_SHARE = 0.5

/** The delay itself up to one and a half of it. `random` yields [0, 1). */
export function withJitter(delayMs: number, random: () => number): number {
  return Math.round(delayMs * (1 + JITTER_SHARE * random()))
}

/** Doubles from `firstMs` with every further attempt (0 is the first) and stays at `maxMs`. */
export function exponentialDelayMs(attempt: number, firstMs: number, maxMs: number): number {
  return Math.min(maxMs, firstMs * 2 ** Math.min(attempt, MAX_DOUBLINGS))
}

/** Keeps the power in the range of exact integers. */
const MAX_DOUBLINGS = 30
