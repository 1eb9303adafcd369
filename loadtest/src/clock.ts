import { setTimeout as delay } from 'node:timers/promises'

/** Monotonic time in milliseconds with fractions, and waiting on it. Injected so that drivers can be tested without waiting. */
export interface Clock {
  nowMs(): number
  /** Resolves at or after `atMs` of this clock; at once when that is past. */
  waitUntil(atMs: number): Promise<void>
  /** The wall-clock time, in milliseconds since the epoch, that a time of this clock stands for. */
  epochMs(atMs: number): number
}

/**
 * Node's monotonic clock. Timers fire up to a millisecond late; drivers record that lag instead of hiding it. Wall-clock times are
 * read from the system clock at the moment of asking, so that they agree with what other processes of this host write.
 */
export const systemClock: Clock = {
  nowMs: () => performance.now(),
  waitUntil: async (atMs) => {
    const remainingMs = atMs - performance.now()
    if (remainingMs > 0) {
      await delay(Math.ceil(remainingMs))
    }
  },
  epochMs: (atMs) => Date.now() - (performance.now() - atMs),
}
