import type { Statement } from '../../connection/statement.ts'
import type { KnownAccount } from '../known-rows.ts'

/** The first message that names an account makes its row. In key order, so that batches with common accounts do not deadlock. */
export const INSERT_ACCOUNTS = `
INSERT INTO event_history.account (tenantid, id, credttm)
SELECT a.tenant_id, a.id, a.created_at FROM unnest($1::text[], $2::text[], $3::text[]) AS a (tenant_id, id, created_at)
ORDER BY a.tenant_id COLLATE "C", a.id COLLATE "C"
ON CONFLICT DO NOTHING`

export function insertAccounts(accounts: readonly KnownAccount[]): Statement<never> {
  return {
    name: 'insert-accounts',
    text: INSERT_ACCOUNTS,
    values: [
      accounts.map(({ tenantId }) => tenantId),
      accounts.map(({ accountId }) => accountId),
      accounts.map(({ createdAt }) => createdAt),
    ],
  }
}
