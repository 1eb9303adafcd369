import { PROGRESS } from './thread-protocol.ts'

/** A thread that has to start first, and to compile configurations, is given this long before its first unit. */
export const BEGIN_DEADLINE_MS = 30_000

/** A response waits this long for a busy machine to take it over. */
export const HAND_OVER_MS = 1_000

export interface WatchOptions {
  /** Written by the thread; see `PROGRESS`. */
  readonly progress: Int32Array<SharedArrayBuffer>
  readonly unitBudgetMs: number
  /** Called once, when the unit at hand, or what comes after the last one, takes longer than a budget, or the first one never begins. */
  onStalled(): void
}

/** Watches a thread from unit to unit. Only time in which the same unit ran counts: not the queue, not the start of a thread. */
export function watchProgress(options: WatchOptions): { stop(): void } {
  const { progress, unitBudgetMs } = options
  let unit: number = PROGRESS.notBegun
  let sinceMs = performance.now()
  // Looking four times per budget, a stall is noticed at most a quarter late.
  const timer = setInterval(
    () => {
      const now = Atomics.load(progress, 0)
      if (now !== unit) {
        unit = now
        sinceMs = performance.now()
        return
      }
      const limitMs = limitOf(unit, unitBudgetMs)
      if (performance.now() - sinceMs >= limitMs) {
        clearInterval(timer)
        options.onStalled()
      }
    },
    Math.max(1, unitBudgetMs / 4),
  )
  return {
    stop() {
      clearInterval(timer)
    },
  }
}

/** After the last unit the thread only hands over its response, so it is given longer than a unit before a rule is suspected. */
function limitOf(unit: number, unitBudgetMs: number): number {
  switch (unit) {
    case PROGRESS.notBegun:
      return BEGIN_DEADLINE_MS
    case PROGRESS.done:
      return Math.max(unitBudgetMs, HAND_OVER_MS)
    default:
      return unitBudgetMs
  }
}
