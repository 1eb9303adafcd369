import type { StorePool } from '../connection/connect-store.ts'
import { millisecondsOf } from '../connection/sql-time.ts'

/** Which set is active for a tenant. */
export interface Activation {
  readonly tenantId: string
  readonly digest: string
  readonly activatedAtMs: number
}

interface ActivationRow {
  readonly tenant_id: string
  readonly digest: string
  readonly activated_at_ms: number
}

const SELECT_ACTIVATIONS = `
SELECT tenant_id, digest, ${millisecondsOf('activated_at')} AS activated_at_ms FROM configuration.activation ORDER BY tenant_id`

/** The active configuration of every tenant that has one. @throws StoreUnavailableError */
export async function listActivations(pool: StorePool): Promise<readonly Activation[]> {
  const rows = await pool.query<ActivationRow>({ text: SELECT_ACTIVATIONS })
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    digest: row.digest,
    activatedAtMs: row.activated_at_ms,
  }))
}
