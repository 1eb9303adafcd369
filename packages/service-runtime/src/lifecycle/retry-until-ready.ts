import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../logging/log.ts'

const FIRST_DELAY_MS = 100
const DELAY_MS_MAX = 2_000

/** A dependency was not there before the service had to be ready, or the service was stopped while it waited. */
export class DependencyNotReadyError extends Error {
  override readonly name = 'DependencyNotReadyError'
  readonly dependency: string
  readonly attempts: number

  constructor(dependency: string, attempts: number, cause: unknown) {
    super(`${dependency} is not ready after ${attempts} attempts`, { cause })
    this.dependency = dependency
    this.attempts = attempts
  }
}

export interface RetryOptions<Result> {
  /** What is waited for, as logs and errors name it. */
  readonly dependency: string
  /** One attempt. It should give up when the signal aborts. */
  readonly attempt: (signal: AbortSignal) => Promise<Result>
  /** Ends the waiting. */
  readonly signal: AbortSignal
  readonly log: Log
  /** The delay before the second attempt; doubles up to two seconds. */
  readonly firstDelayMs?: number
}

/**
 * Tries until it works or the signal aborts: dependencies may start after the service does. An attempt that does not heed the signal
 * is abandoned; what it may still open is then closed by the exit of the process.
 *
 * @throws DependencyNotReadyError whose cause is the last failure
 */
export async function retryUntilReady<Result>(options: RetryOptions<Result>): Promise<Result> {
  const { dependency, signal, log } = options
  let delayMs = options.firstDelayMs ?? FIRST_DELAY_MS
  let lastFailure: unknown
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await orAborted(options.attempt(signal), signal)
    } catch (error) {
      lastFailure = signal.aborted ? (lastFailure ?? error) : error
      if (signal.aborted) {
        throw new DependencyNotReadyError(dependency, attempts, lastFailure)
      }
      log.warn({ dependency, attempts, delayMs, err: error }, 'dependency is not ready yet')
    }
    try {
      await sleep(delayMs, undefined, { signal })
    } catch {
      throw new DependencyNotReadyError(dependency, attempts, lastFailure)
    }
    delayMs = Math.min(delayMs * 2, DELAY_MS_MAX)
  }
}

/** Settles as the promise does, or rejects when the signal aborts. */
function orAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new Error('The attempt was given up', { cause: signal.reason }))
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
    if (signal.aborted) {
      onAbort()
    }
  })
}
