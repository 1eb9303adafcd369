import type { StorePool } from '@pantau/store'

/** A database that commits nothing while `use` runs. */
export async function whileNothingCommits(pool: StorePool, use: () => Promise<void>): Promise<void> {
  await pool.transaction(async (session) => {
    await session.exchange((query) => ({
      locked: query({ text: 'LOCK TABLE raw_history.message_key IN ACCESS EXCLUSIVE MODE' }),
    }))
    await use()
  })
}
