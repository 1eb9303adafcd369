import { insertChange } from '../audit/insert-change.ts'
import type { StorePool } from '../connection/connect-store.ts'
import { instantOf } from '../connection/sql-time.ts'
import type { Send } from '../connection/store-session.ts'
import { BEGIN_DURABLE, COMMIT } from '../connection/transaction.ts'
import { edgeTable } from './condition.ts'
import type { ConditionOwner } from './condition.ts'

export interface ExpireRequest {
  readonly tenantId: string
  readonly conditionId: string
  readonly owner: ConditionOwner
  readonly expiryMs: number
  readonly nowMs: number
  readonly changedBy: string
}

/** An expiry is set once and never changed. `unknown`: the owner has no such condition. */
export type ExpireOutcome = 'expired' | 'expires-already' | 'unknown'

/** Sets the end of a condition, in its document and on its edges, in one transaction. @throws StoreUnavailableError */
export function expireCondition(pool: StorePool, request: ExpireRequest): Promise<ExpireOutcome> {
  return pool.session(async ({ exchange }) => {
    const { found } = await exchange((send) => ({
      begun: send(BEGIN_DURABLE),
      found: send<{ readonly expires: boolean }>({
        text: lockText(request.owner.kind),
        values: [request.tenantId, request.conditionId, request.owner.id],
      }),
    }))
    const [condition] = found
    const isOpen = condition?.expires === false
    await exchange((send) => ({
      expired: isOpen ? expireAll(send, request) : Promise.resolve([]),
      committed: send(COMMIT),
    }))
    if (condition === undefined) {
      return 'unknown'
    }
    return isOpen ? 'expired' : 'expires-already'
  })
}

function lockText(kind: ConditionOwner['kind']): string {
  return `
SELECT c.condition ? 'xprtnDtTm' AS expires FROM event_history.condition c
WHERE c.tenantid = $1 AND c.id = $2 AND (
  EXISTS (SELECT FROM ${edgeTable(kind, 'debtor')} e WHERE e.tenantid = $1 AND e.source = $3 AND e.destination = $2)
  OR EXISTS (SELECT FROM ${edgeTable(kind, 'creditor')} e WHERE e.tenantid = $1 AND e.source = $3 AND e.destination = $2))
FOR NO KEY UPDATE OF c`
}

const EXPIRE_CONDITION = `
UPDATE event_history.condition
SET condition = condition || jsonb_build_object('xprtnDtTm', $3::text, 'updDtTm', $4::text)
WHERE tenantid = $1 AND id = $2`

function expireAll(send: Send, request: ExpireRequest): Promise<unknown> {
  const { tenantId, conditionId, owner, expiryMs, nowMs } = request
  const times = [new Date(expiryMs).toISOString(), new Date(nowMs).toISOString()]
  const edges = (['debtor', 'creditor'] as const).map((perspective) =>
    send({
      text: `UPDATE ${edgeTable(owner.kind, perspective)} SET xprtndttm = ${instantOf('$4::int8')}
        WHERE tenantid = $1 AND source = $2 AND destination = $3`,
      values: [tenantId, owner.id, conditionId, expiryMs],
    }),
  )
  return Promise.all([
    send({ text: EXPIRE_CONDITION, values: [tenantId, conditionId, ...times] }),
    ...edges,
    send(
      insertChange({
        tenantId,
        changedBy: request.changedBy,
        action: 'expire condition',
        target: conditionId,
        after: { xprtnDtTm: times[0] },
      }),
    ),
  ])
}
