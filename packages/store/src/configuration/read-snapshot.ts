import type { StorePool } from '../connection/connect-store.ts'

const SELECT_SNAPSHOT = `SELECT document FROM configuration.snapshot WHERE digest = $1`

/** An activated set as it was stored, to be compiled by whoever reads it; `undefined` when there never was one. @throws StoreUnavailableError */
export async function readSnapshot(pool: StorePool, digest: string): Promise<unknown> {
  const [row] = await pool.query<{ readonly document: string }>({
    name: 'select-snapshot',
    text: SELECT_SNAPSHOT,
    values: [digest],
  })
  return row === undefined ? undefined : JSON.parse(row.document)
}
