import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { KnownHolder } from '../known-rows.ts'

/** The first message that names a person as holder of an account makes the row. In key order, against deadlocks. */
export const INSERT_ACCOUNT_HOLDERS = `
INSERT INTO event_history.account_holder (tenantid, source, destination, credttm)
SELECT h.tenant_id, h.entity_id, h.account_id, ${instantOf('h.created_at_ms')}
FROM unnest($1::text[], $2::text[], $3::text[], $4::int8[]) AS h (tenant_id, entity_id, account_id, created_at_ms)
ORDER BY h.tenant_id COLLATE "C", h.entity_id COLLATE "C", h.account_id COLLATE "C"
ON CONFLICT DO NOTHING`

export function insertAccountHolders(holders: readonly KnownHolder[]): Statement<never> {
  return {
    name: 'insert-account-holders',
    text: INSERT_ACCOUNT_HOLDERS,
    values: [
      holders.map(({ tenantId }) => tenantId),
      holders.map(({ entityId }) => entityId),
      holders.map(({ accountId }) => accountId),
      holders.map(({ createdAtMs }) => createdAtMs),
    ],
  }
}
