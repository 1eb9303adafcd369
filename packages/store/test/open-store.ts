import { startPostgres } from '@pantau/testkit'
import { connectStore, runMigrations } from '@pantau/store'
import type { StorePool } from '@pantau/store'

export interface OpenStore {
  readonly url: string
  readonly pool: StorePool
  close(): Promise<void>
}

/** A fresh, migrated database of its own for one test file. */
export async function openStore(options: { readonly poolMax?: number } = {}): Promise<OpenStore> {
  const server = await startPostgres()
  const { url, drop } = await server.createDatabase()
  await runMigrations({ url })
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
