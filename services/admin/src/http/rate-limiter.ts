/** How much a request costs: reading, writing, or compiling a whole configuration. */
export type RequestClass = 'read' | 'write' | 'expensive'

export const REQUESTS_PER_MINUTE: Readonly<Record<RequestClass, number>> = {
  read: 300,
  write: 60,
  expensive: 10,
}

const WINDOW_MS = 60_000
/** Counts that are kept; beyond it, those who are not known yet share one. */
const COUNTS_MAX = 10_000
const OTHERS = 'others'

export interface RateLimiter {
  /** Counts a request of somebody; answers after how many milliseconds to come again when it is one too many. */
  exceeded(caller: string, requestClass: RequestClass): number | undefined
}

/** Counts requests per caller in windows of a minute, in this process. */
export function createRateLimiter(nowMs: () => number): RateLimiter {
  let windowStart = 0
  const counts = new Map<string, number>()
  return {
    exceeded(caller, requestClass) {
      const now = nowMs()
      if (now >= windowStart + WINDOW_MS || now < windowStart) {
        windowStart = now
        counts.clear()
      }
      const known = counts.get(caller)
      const key = known === undefined && counts.size >= COUNTS_MAX ? OTHERS : caller
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count > REQUESTS_PER_MINUTE[requestClass] ? windowStart + WINDOW_MS - now : undefined
    },
  }
}
