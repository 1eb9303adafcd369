import { startPostgres } from '@pantau/testkit'
import { connectStore, runMigrations } from '@pantau/store'
import type { StorePool } from '@pantau/store'

const DAY_MS = 86_400_000

export interface OpenStore {
  readonly url: string
  readonly pool: StorePool
  close(): Promise<void>
}

/** A fresh, migrated database of its own for one test file. */
export async function openStore(options: { readonly poolMax?: number } = {}): Promise<OpenStore> {
  const server = await startPostgres()
  const { url, drop } = await server.createDatabase()
  // From last month on: tests make messages older than they are.
  await runMigrations({ url, nowMs: Date.now() - 31 * DAY_MS })
  const pool = await connectStore({
    url,
    applicationName: 'store-test',
    poolMax: options.poolMax ?? 8,
    statementTimeoutMs: 20_000,
  })
  return {
    url,
    pool,
    close: async () => {
      await pool.close()
      await drop()
      await server.stop()
    },
  }
}
