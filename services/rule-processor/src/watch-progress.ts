import { PROGRESS } from './thread-protocol.ts'

/** A thread that has to start first, and to compile configurations, is given this long before its first unit. */
export const BEGIN_DEADLINE_MS = 30_000

export interface WatchOptions {
  /** Written by the thread; see `PROGRESS`. */
  readonly progress: Int32Array<SharedArrayBuffer>
  readonly unitBudgetMs: number
  /** Called once, when the unit at hand takes longer than its budget, or the first one never begins. */
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
      const limitMs = unit === PROGRESS.notBegun ? BEGIN_DEADLINE_MS : unitBudgetMs
      if (unit !== PROGRESS.done && performance.now() - sinceMs >= limitMs) {
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
