/** When to try again after the cache did not answer. */
const CACHE_RETRY_AFTER_MS = 250

/** The cache is away, too slow or full. Trying again later is safe; `retryAfterMs` says when. */
export class CacheUnavailableError extends Error {
  override readonly name = 'CacheUnavailableError'
  readonly retryAfterMs: number = CACHE_RETRY_AFTER_MS
}
