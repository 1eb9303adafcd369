import type { Statement } from '../../connection/statement.ts'
import type { PayeeHistoryWrite } from '../batch-writes.ts'

/** The row was read under the debtor account's lock, which every payment that changes it holds. */
export const WRITE_PAYEE_HISTORIES = `
INSERT INTO event_history.payee_history AS h (tenant_id, debtor_account, creditor_account, count, first_ms, last_ms)
SELECT a.tenant_id, a.debtor_account, a.creditor_account, a.count, a.first_ms, a.last_ms
FROM unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::int8[])
  AS a (tenant_id, debtor_account, creditor_account, count, first_ms, last_ms)
ORDER BY a.tenant_id COLLATE "C", a.debtor_account COLLATE "C", a.creditor_account COLLATE "C"
ON CONFLICT (tenant_id, debtor_account, creditor_account) DO UPDATE SET
  count = excluded.count, first_ms = excluded.first_ms, last_ms = excluded.last_ms`

export function writePayeeHistories(writes: readonly PayeeHistoryWrite[]): Statement<never> {
  return {
    name: 'write-payee-histories',
    text: WRITE_PAYEE_HISTORIES,
    values: [
      writes.map(({ tenantId }) => tenantId),
      writes.map(({ debtorAccountId }) => debtorAccountId),
      writes.map(({ creditorAccountId }) => creditorAccountId),
      writes.map(({ history }) => history.count),
      writes.map(({ history }) => history.firstMs),
      writes.map(({ history }) => history.lastMs),
    ],
  }
}
