/** Waits after failed rounds double up to this. */
export const FAILURE_WAIT_MS_MAX = 10_000

export interface RoundsOptions {
  /** Resolves with how much work was found; 0 means that the next round may wait. */
  readonly round: () => Promise<number>
  readonly idleMs: number
  /** Where a round should find a batch: one that found less than that waits so long, so that what comes meanwhile shares the next one. */
  readonly gather?: { readonly fromCount: number; readonly waitMs: number }
  readonly onError: (error: unknown) => void
}

export interface RunningRounds {
  /** Resolves when the round in progress has ended; no further one starts. */
  stop(): Promise<void>
}

/** Repeats a round: at once while there is work (or when there is a batch of it), after `idleMs` when there is none, later and later while it fails. */
export function runRounds(options: RoundsOptions): RunningRounds {
  const stopping = new AbortController()
  const done = repeat(options, stopping.signal)
  return {
    stop() {
      stopping.abort()
      return done
    },
  }
}

async function repeat(options: RoundsOptions, stopping: AbortSignal): Promise<void> {
  let failures = 0
  while (!stopping.aborted) {
    let found = 0
    try {
      found = await options.round()
      failures = 0
    } catch (error) {
      failures += 1
      options.onError(error)
    }
    if (failures > 0) {
      await pause(Math.min(options.idleMs * 2 ** failures, FAILURE_WAIT_MS_MAX), stopping)
    } else if (found === 0) {
      await pause(options.idleMs, stopping)
    } else if (options.gather !== undefined && found < options.gather.fromCount) {
      await pause(options.gather.waitMs, stopping)
    }
  }
}

function pause(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted) {
      resolve()
      return
    }
    const end = (): void => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    stopping.addEventListener('abort', end)
  })
}
