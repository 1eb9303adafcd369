import type { Log } from '@pantau/service-runtime'
import type { Clock } from '@pantau/stream'
import type { Backlog } from './create-acceptor.ts'

/** How often a backlog that nears its bound is counted; what is accepted in between can exceed the bound by as much. */
export const COUNT_EVERY_MS = 1_000
/** Counting looks at everything accepted lately, so a backlog far from its bound is counted less often: once while a hundredth comes in. */
export const COUNT_EVERY_MS_MAX = 10_000
/** Messages a second that one process takes, roughly; only the waits between counts rest on it. */
const ARRIVALS_PER_SECOND = 1_000

export interface BacklogOptions {
  /** How many accepted messages wait for their evaluation, counted up to `max`. */
  readonly countWaiting: (max: number) => Promise<number>
  readonly maxMessages: number
  readonly clock: Clock
  readonly log: Log
}

export interface WatchedBacklog extends Backlog {
  /** The last count, at most the bound. */
  waiting(): number
  close(): void
}

/**
 * Counts again and again what waits for its evaluation, away from the requests. When it cannot be counted the last count holds: the
 * database that cannot count cannot commit either, and says so itself.
 */
export function watchBacklog(options: BacklogOptions): WatchedBacklog {
  const { countWaiting, maxMessages, clock, log } = options
  let waiting = 0
  let isClosed = false
  let cancel = clock.after(0, () => void count())

  async function count(): Promise<void> {
    try {
      waiting = await countWaiting(maxMessages)
    } catch (error) {
      log.warn({ err: error }, 'the backlog could not be counted')
    }
    if (!isClosed) {
      cancel = clock.after(pauseMs(waiting, maxMessages), () => void count())
    }
  }

  return {
    isFull: () => waiting >= maxMessages,
    waiting: () => waiting,
    close: () => {
      isClosed = true
      cancel()
    },
  }
}

function pauseMs(waiting: number, maxMessages: number): number {
  if (waiting * 10 >= maxMessages) {
    return COUNT_EVERY_MS
  }
  const hundredthMs = (maxMessages / 100 / ARRIVALS_PER_SECOND) * 1_000
  return Math.min(Math.max(hundredthMs, COUNT_EVERY_MS), COUNT_EVERY_MS_MAX)
}
