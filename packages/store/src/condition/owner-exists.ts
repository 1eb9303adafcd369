import type { StorePool } from '../connection/connect-store.ts'
import type { ConditionOwner } from './condition.ts'

/** Whether the tenant knows a person or an account: a message named it, or a condition made it known. @throws StoreUnavailableError */
export async function ownerExists(
  pool: StorePool,
  tenantId: string,
  owner: ConditionOwner,
): Promise<boolean> {
  const [row] = await pool.query<{ readonly known: boolean }>({
    text: `SELECT EXISTS (SELECT FROM event_history.${owner.kind} WHERE tenantid = $1 AND id = $2) AS known`,
    values: [tenantId, owner.id],
  })
  return row?.known === true
}
