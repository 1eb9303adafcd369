/**
 * How long to wait before trying again, where an error says that something this process depends on is away: a database, a cache,
 * the broker. Such an error carries `retryAfterMs`, whatever its class, so that adapters need not know each other. Undefined for
 * every other error: those are about the message itself.
 */
export function dependencyDelayMs(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('retryAfterMs' in error)) {
    return undefined
  }
  const { retryAfterMs } = error
  return typeof retryAfterMs === 'number' && Number.isFinite(retryAfterMs) && retryAfterMs >= 0
    ? retryAfterMs
    : undefined
}
