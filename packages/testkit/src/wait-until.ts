import { setTimeout as delay } from 'node:timers/promises'

/** Long: when it is over, a test has failed, and a machine may be busy. */
const TIMEOUT_DEFAULT_MS = 60_000
const EVERY_DEFAULT_MS = 20

export interface WaitUntilOptions {
  /** What is waited for, as the rest of the sentence "waited for …". */
  readonly what: string
  readonly timeoutMs?: number
  readonly everyMs?: number
}

/** What was waited for did not come in time. `cause` is the last error of the predicate, if it threw. */
export class WaitTimeoutError extends Error {
  override readonly name = 'WaitTimeoutError'
}

/**
 * Asks again and again until the predicate answers something other than false or undefined, and resolves with that answer. A
 * predicate that throws has not answered yet.
 * @throws WaitTimeoutError
 */
export async function waitUntil<T>(
  predicate: () => T | Promise<T>,
  options: WaitUntilOptions,
): Promise<Exclude<T, false | undefined>> {
  const { what, timeoutMs = TIMEOUT_DEFAULT_MS, everyMs = EVERY_DEFAULT_MS } = options
  const giveUpAtMs = performance.now() + timeoutMs
  let lastError: unknown
  for (;;) {
    try {
      const answer = await predicate()
      if (isAnswer(answer)) {
        return answer
      }
      lastError = undefined
    } catch (error) {
      lastError = error
    }
    if (performance.now() >= giveUpAtMs) {
      throw new WaitTimeoutError(`Waited ${timeoutMs} ms for ${what}, in vain`, { cause: lastError })
    }
    await delay(everyMs)
  }
}

function isAnswer<T>(answer: T): answer is Exclude<T, false | undefined> {
  return answer !== false && answer !== undefined
}
