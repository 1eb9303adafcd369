import type { StorePool } from '../connection/connect-store.ts'
import type { AccountRef } from './account-ref.ts'

export interface AccountRefsQuery {
  readonly tenantId?: string
  /** The accounts after this one, in key order. */
  readonly after?: AccountRef
  readonly limit: number
}

/** Accounts with a history, in key order. */
export async function listAccountRefs(
  pool: StorePool,
  { tenantId, after, limit }: AccountRefsQuery,
): Promise<readonly AccountRef[]> {
  const rows = await pool.query<AccountRow>({
    text: `SELECT tenant_id, account_id FROM event_history.account_state
WHERE version > 0 AND ($1::text IS NULL OR tenant_id = $1) AND ($2::text IS NULL OR (tenant_id, account_id) > ($2, $3::text))
ORDER BY tenant_id, account_id LIMIT $4::int4`,
    values: [tenantId, after?.tenantId, after?.accountId, limit],
  })
  return rows.map(refOf)
}

/** Accounts with a history, drawn at random. Reads the whole table of states, not the states themselves. */
export async function sampleAccountRefs(
  pool: StorePool,
  { tenantId, limit }: Pick<AccountRefsQuery, 'tenantId' | 'limit'>,
): Promise<readonly AccountRef[]> {
  const rows = await pool.query<AccountRow>({
    text: `SELECT tenant_id, account_id FROM event_history.account_state
WHERE version > 0 AND ($1::text IS NULL OR tenant_id = $1) ORDER BY random() LIMIT $2::int4`,
    values: [tenantId, limit],
  })
  return rows.map(refOf)
}

interface AccountRow {
  readonly tenant_id: string
  readonly account_id: string
}

function refOf(row: AccountRow): AccountRef {
  return { tenantId: row.tenant_id, accountId: row.account_id }
}
