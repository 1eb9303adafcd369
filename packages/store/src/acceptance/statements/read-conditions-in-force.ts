import type { ConditionInForce, ConditionType } from '@pantau/rule-kit'
import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { Subject } from '../subject.ts'

/**
 * The conditions that bind the owners of each subject's payment at its event time (the dates are closed at both ends), for its type
 * of message. A subject without a time of its own stands for every status report that is parked for its payment. Where none of the tenants
 * has a condition, nothing else is looked at: edges without one cannot be.
 */
export const READ_CONDITIONS_IN_FORCE = `
SELECT q.number, m.message_id AS parked_message_id, g.destination AS condition_id,
  (SELECT c.condtp FROM event_history.condition c WHERE c.tenantid = q.tenant_id AND c.id = g.destination) AS condition_type, g.owner
FROM unnest($1::int4[], $2::text[], $3::text[], $4::bool[], $5::text[], $6::int8[], $7::text[], $8::text[], $9::text[], $10::text[])
  AS q (number, tenant_id, end_to_end_id, uses_record, transaction_type, occurred_at_ms,
    debtor_entity, debtor_account, creditor_entity, creditor_account)
LEFT JOIN event_history.parked_message m
  ON q.occurred_at_ms IS NULL AND m.tenant_id = q.tenant_id AND m.end_to_end_id = q.end_to_end_id
LEFT JOIN event_history.payment_instruction i
  ON q.uses_record AND i.tenant_id = q.tenant_id AND i.end_to_end_id = q.end_to_end_id
CROSS JOIN LATERAL (SELECT ${instantOf('coalesce(q.occurred_at_ms, m.occurred_at_ms)')} AS occurred_at) AS x
CROSS JOIN LATERAL (
  ${edgesOf('governed_as_debtor_by', 'debtor_entity', 'debtor-entity')}
  UNION ALL
  ${edgesOf('governed_as_debtor_account_by', 'debtor_account', 'debtor-account')}
  UNION ALL
  ${edgesOf('governed_as_creditor_by', 'creditor_entity', 'creditor-entity')}
  UNION ALL
  ${edgesOf('governed_as_creditor_account_by', 'creditor_account', 'creditor-account')}
) AS g
WHERE EXISTS (SELECT FROM event_history.condition c WHERE c.tenantid = ANY ($2::text[]))
  AND g.incptndttm <= x.occurred_at AND (g.xprtndttm IS NULL OR x.occurred_at <= g.xprtndttm)
  AND (q.transaction_type = ANY (g.evttp) OR 'all' = ANY (g.evttp))
ORDER BY q.number, g.owner, g.destination`

function edgesOf(table: string, column: string, owner: string): string {
  return `SELECT '${owner}' AS owner, e.destination, e.evttp, e.incptndttm, e.xprtndttm FROM event_history.${table} e
  WHERE e.tenantid = q.tenant_id AND e.source = coalesce(i.${column}, q.${column})`
}

export interface ConditionRow {
  readonly number: number
  readonly parked_message_id: string | null
  readonly condition_id: string
  /** The table allows no other value. */
  readonly condition_type: ConditionType
  readonly owner: ConditionInForce['owner']
}

export function readConditionsInForce(subjects: readonly Subject[]): Statement<ConditionRow> {
  return {
    name: 'read-conditions-in-force',
    text: READ_CONDITIONS_IN_FORCE,
    values: [
      subjects.map((_, number) => number),
      subjects.map(({ tenantId }) => tenantId),
      subjects.map(({ endToEndId }) => endToEndId),
      subjects.map(({ usesRecord }) => usesRecord),
      subjects.map(({ transactionType }) => transactionType),
      subjects.map(({ occurredAtMs }) => occurredAtMs),
      subjects.map(({ instruction }) => instruction?.debtor.entityId),
      subjects.map(({ instruction }) => instruction?.debtor.accountId),
      subjects.map(({ instruction }) => instruction?.creditor.entityId),
      subjects.map(({ instruction }) => instruction?.creditor.accountId),
    ],
  }
}
