import type { Statement } from '../../connection/statement.ts'
import type { PayeeHistoryWrite } from '../batch-writes.ts'

/**
 * Without ON CONFLICT: that there is no row was read under the debtor account's lock, which every payment that changes it holds, so a row in
 * the way is a mistake that must not pass.
 */
export const INSERT_PAYEE_HISTORIES = `
INSERT INTO event_history.payee_history (tenant_id, debtor_account, creditor_account, count, first_ms, last_ms)
SELECT a.tenant_id, a.debtor_account, a.creditor_account, a.count, a.first_ms, a.last_ms
FROM unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::int8[])
  AS a (tenant_id, debtor_account, creditor_account, count, first_ms, last_ms)`

/** In place (HOT): no index holds what changes. */
export const UPDATE_PAYEE_HISTORIES = `
UPDATE event_history.payee_history h
SET count = a.count, first_ms = a.first_ms, last_ms = a.last_ms
FROM unnest($1::text[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::int8[])
  AS a (tenant_id, debtor_account, creditor_account, count, first_ms, last_ms)
WHERE h.tenant_id = a.tenant_id AND h.debtor_account = a.debtor_account AND h.creditor_account = a.creditor_account`

/** Of pairs that had no settled payment before. */
export function insertPayeeHistories(writes: readonly PayeeHistoryWrite[]): Statement<never> {
  return { name: 'insert-payee-histories', text: INSERT_PAYEE_HISTORIES, values: valuesOf(writes) }
}

/** Of pairs that are on record. */
export function updatePayeeHistories(writes: readonly PayeeHistoryWrite[]): Statement<never> {
  return { name: 'update-payee-histories', text: UPDATE_PAYEE_HISTORIES, values: valuesOf(writes) }
}

function valuesOf(writes: readonly PayeeHistoryWrite[]): readonly unknown[] {
  return [
    writes.map(({ tenantId }) => tenantId),
    writes.map(({ debtorAccountId }) => debtorAccountId),
    writes.map(({ creditorAccountId }) => creditorAccountId),
    writes.map(({ history }) => history.count),
    writes.map(({ history }) => history.firstMs),
    writes.map(({ history }) => history.lastMs),
  ]
}
