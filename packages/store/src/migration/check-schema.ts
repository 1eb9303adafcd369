import type { StorePool } from '../connection/connect-store.ts'
import { findPending, SchemaMismatchError } from './find-pending.ts'
import { MIGRATIONS } from './migrations.ts'
import { readAppliedMigrations, withChecksum } from './run-migrations.ts'

/**
 * For a service that starts without migrating: refuses a database whose schema is not exactly this build's.
 * @throws SchemaMismatchError
 */
export async function checkSchema(pool: StorePool): Promise<void> {
  const [table] = await pool.query<{ exists: boolean }>({
    text: "SELECT to_regclass('audit.migration') IS NOT NULL AS exists",
  })
  const applied = table?.exists === true ? await pool.query(readAppliedMigrations()) : []
  const pending = findPending(MIGRATIONS.map(withChecksum), applied)
  if (pending.length > 0) {
    throw new SchemaMismatchError(
      `The database lacks schema version ${pending.at(-1)?.version}; run the migrations first`,
    )
  }
}
