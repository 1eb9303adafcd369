import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from './clock.ts'

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
