import type { ConditionType, TransactionType } from '@pantau/rule-kit'
import type { StorePool } from '../connection/connect-store.ts'
import { millisecondsOf } from '../connection/sql-time.ts'
import { edgeTable } from './condition.ts'
import type { Condition, ConditionOwner, ConditionPerspective } from './condition.ts'

export interface ConditionsQuery {
  readonly tenantId: string
  readonly owner: ConditionOwner
}

/** All conditions of one owner, expired ones included, oldest first. @throws StoreUnavailableError */
export async function listConditions(
  pool: StorePool,
  { tenantId, owner }: ConditionsQuery,
): Promise<readonly Condition[]> {
  const rows = await pool.query<ConditionRow>({ text: listText(owner.kind), values: [tenantId, owner.id] })
  return rows.map((row) => ({
    tenantId,
    conditionId: row.condition_id,
    type: row.condition_type,
    owner,
    perspectives: row.perspectives,
    eventTypes: row.event_types,
    inceptionMs: row.inception_ms,
    ...(row.expiry_ms === null ? {} : { expiryMs: row.expiry_ms }),
    reason: row.reason,
    user: row.user,
    createdAtMs: Date.parse(row.created_at),
  }))
}

interface ConditionRow {
  readonly condition_id: string
  readonly condition_type: ConditionType
  readonly perspectives: readonly ConditionPerspective[]
  readonly event_types: readonly (TransactionType | 'all')[]
  readonly inception_ms: number
  readonly expiry_ms: number | null
  readonly reason: string
  readonly user: string
  readonly created_at: string
}

function listText(kind: ConditionOwner['kind']): string {
  const edges = (['debtor', 'creditor'] as const).map(
    (perspective) => `
    SELECT '${perspective}' AS perspective, destination, evttp, incptndttm, xprtndttm FROM ${edgeTable(kind, perspective)}
    WHERE tenantid = $1 AND source = $2`,
  )
  return `
SELECT c.id AS condition_id, c.condtp AS condition_type, array_agg(e.perspective ORDER BY e.perspective DESC) AS perspectives,
  e.evttp AS event_types, ${millisecondsOf('e.incptndttm')} AS inception_ms, ${millisecondsOf('e.xprtndttm')} AS expiry_ms,
  c.condition ->> 'condRsn' AS reason, c.condition ->> 'usr' AS "user", c.credttm AS created_at
FROM (${edges.join(' UNION ALL ')}) AS e
JOIN event_history.condition c ON c.tenantid = $1 AND c.id = e.destination
GROUP BY c.tenantid, c.id, e.evttp, e.incptndttm, e.xprtndttm
ORDER BY e.incptndttm, c.id`
}
