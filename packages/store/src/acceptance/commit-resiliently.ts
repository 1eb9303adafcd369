import { setTimeout as delay } from 'node:timers/promises'
import { UndecodableMessageError } from '@pantau/contracts'
import { UndecodableAccountStateError } from '@pantau/facts'
import { isDataError, isTransient } from '../connection/store-error.ts'
import { HistoryNotReadError } from './history-not-read-error.ts'

/** How often a batch is tried again when the database could not do it just now. */
const RETRIES_MAX = 3
/** Waits double from here, and are shortened at random, so that batches that collided do not collide again. */
const RETRY_BASE_MS = 20

/** The message itself cannot be stored: trying it again cannot help. */
export class UnstorableMessageError extends Error {
  override readonly name = 'UnstorableMessageError'
}

export type Settled<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: unknown }

/**
 * Commits a batch in spite of passing faults and of single requests that cannot be stored. Passing faults are retried. When a value was
 * refused, the batch is halved until the request that it belongs to stands alone; its neighbours are committed.
 */
export async function commitResiliently<Request, Result>(
  requests: readonly Request[],
  commit: (requests: readonly Request[]) => Promise<readonly Result[]>,
): Promise<readonly Settled<Result>[]> {
  try {
    const results = await commitWithRetries(requests, commit)
    return results.map((result) => ({ kind: 'done', result }))
  } catch (error) {
    if (!isFaultOfOne(error)) {
      return requests.map(() => ({ kind: 'failed', error }))
    }
    if (requests.length === 1) {
      return [{ kind: 'failed', error: asFaultOfOne(error) }]
    }
    const middle = Math.ceil(requests.length / 2)
    // One after the other: the second half may be about the payments of the first.
    const first = await commitResiliently(requests.slice(0, middle), commit)
    return [...first, ...(await commitResiliently(requests.slice(middle), commit))]
  }
}

async function commitWithRetries<Request, Result>(
  requests: readonly Request[],
  commit: (requests: readonly Request[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await commit(requests)
    } catch (error) {
      if (attempt === RETRIES_MAX || !isTransient(error)) {
        throw error
      }
      await delay(RETRY_BASE_MS * 2 ** attempt * (0.5 + Math.random() / 2))
    }
  }
}

function isFaultOfOne(error: unknown): boolean {
  return (
    isDataError(error) ||
    error instanceof HistoryNotReadError ||
    error instanceof UndecodableMessageError ||
    error instanceof UndecodableAccountStateError
  )
}

function asFaultOfOne(error: unknown): unknown {
  return isDataError(error)
    ? new UnstorableMessageError('The database refused a value of the message', { cause: error })
    : error
}
