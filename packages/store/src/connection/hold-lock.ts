import type { StorePool } from './connect-store.ts'

/**
 * Runs `use` while this process alone holds the named lock of the database. The lock ends with its connection, so a holder that dies or is
 * cut off does not keep others out; `check` rejects when the lock may be lost.
 * @returns undefined at once when somebody else holds it
 * @throws StoreUnavailableError, and what `use` throws
 */
export function holdLock<T>(
  pool: StorePool,
  name: string,
  use: (check: () => Promise<void>) => Promise<T>,
): Promise<{ readonly result: T } | undefined> {
  return pool.session(async ({ exchange }) => {
    const { taken } = await exchange((send) => ({
      taken: send<{ readonly taken: boolean }>({
        text: `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken`,
        values: [name],
      }),
    }))
    if (taken[0]?.taken !== true) {
      return undefined
    }
    try {
      return {
        result: await use(async () => {
          await exchange((send) => ({ alive: send({ text: 'SELECT 1' }) }))
        }),
      }
    } finally {
      await exchange((send) => ({
        given: send({ text: `SELECT pg_advisory_unlock(hashtextextended($1, 0))`, values: [name] }),
      }))
    }
  })
}
