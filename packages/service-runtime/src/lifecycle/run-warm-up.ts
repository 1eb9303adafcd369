import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/** Rounds at most, whatever else is said: some seconds of a fast machine. */
export const ROUNDS_MAX = 1_000
/**
 * What optimises code goes by how often it ran, so fewer rounds than these are not enough, however long they take: on a busy machine one
 * lucky round makes all that follow it look as if nothing was gained any more.
 */
export const ROUNDS_MIN = 150
/** So many rounds in a row, of those beyond, that are no faster than one before: what compiles the code has nothing more to do. */
export const STEADY_ROUNDS = 40
/** By which a round must be faster than all before to count as faster. */
const FASTER_BY = 0.03

export interface WarmUpOptions {
  /** Runs the code once over a small batch. It should take some milliseconds: between rounds, health checks are answered. */
  readonly round: () => Promise<void>
  /** The most time that all rounds may take; a round that is on its way then is not waited for. */
  readonly maxMs: number
  /** Ends the warm-up at once. */
  readonly signal: AbortSignal
  readonly clock: { nowMs(): number }
}

export interface WarmUpReport {
  readonly rounds: number
  /** Rounds that threw; the warm-up went on. */
  readonly failedRounds: number
  /** Of the first that threw. */
  readonly error?: unknown
  readonly elapsedMs: number
  /** `steady`: rounds took no less time any more. */
  readonly endedBy: 'steady' | 'rounds' | 'time' | 'stop'
}

/** Runs rounds until they are no longer faster than those before, within the bounds. Never rejects: it is only about time. */
export async function runWarmUp({ round, maxMs, signal, clock }: WarmUpOptions): Promise<WarmUpReport> {
  const startedAtMs = clock.nowMs()
  const ended = new AbortController()
  const bound = boundOf(maxMs, signal, ended.signal)
  const failures: unknown[] = []
  let rounds = 0
  let endedBy: WarmUpReport['endedBy'] = 'rounds'
  let bestMs = Infinity
  let roundsSinceBest = 0
  while (rounds < ROUNDS_MAX) {
    const roundAtMs = clock.nowMs()
    const outcome = await Promise.race([bound, attempt(round, failures)])
    if (outcome !== 'ran') {
      endedBy = outcome
      break
    }
    rounds += 1
    const roundMs = clock.nowMs() - roundAtMs
    roundsSinceBest = roundMs < bestMs * (1 - FASTER_BY) ? 0 : roundsSinceBest + 1
    bestMs = Math.min(bestMs, roundMs)
    if (rounds >= ROUNDS_MIN && roundsSinceBest >= STEADY_ROUNDS) {
      endedBy = 'steady'
      break
    }
    await nextTurn()
  }
  ended.abort()
  return {
    rounds,
    failedRounds: failures.length,
    ...(failures.length === 0 ? {} : { error: failures[0] }),
    elapsedMs: clock.nowMs() - startedAtMs,
    endedBy,
  }
}

async function attempt(round: () => Promise<void>, failures: unknown[]): Promise<'ran'> {
  try {
    await round()
  } catch (error) {
    failures.push(error)
  }
  return 'ran'
}

/** Resolves when the time is over or the warm-up is told to stop. */
async function boundOf(maxMs: number, stop: AbortSignal, ended: AbortSignal): Promise<'time' | 'stop'> {
  try {
    await sleep(maxMs, undefined, { signal: AbortSignal.any([stop, ended]) })
    return 'time'
  } catch {
    return 'stop'
  }
}
