import { insertChange } from '../audit/insert-change.ts'
import type { StorePool } from '../connection/connect-store.ts'
import { BEGIN_DURABLE, COMMIT } from '../connection/transaction.ts'
import { instantOf } from '../connection/sql-time.ts'
import type { Statement } from '../connection/statement.ts'
import { edgeTable } from './condition.ts'
import type { Condition, ConditionPerspective } from './condition.ts'

/** What is kept beside a condition. */
export interface ConditionEntry {
  /** The owner as the caller named it, `{ntty: …}` or `{acct: …}`: the identity string cannot be taken apart again. */
  readonly ownerDocument?: Readonly<Record<string, unknown>>
  /** Whether an owner that no message has named yet is made known. */
  readonly createsOwner?: boolean
  /** For the audit trail; the condition's own user when absent. */
  readonly changedBy?: string
}

/** Puts a condition into force, with its edges, in one transaction. @throws StoreUnavailableError */
export async function insertCondition(
  pool: StorePool,
  condition: Condition,
  entry: ConditionEntry = {},
): Promise<void> {
  const { ownerDocument = {}, createsOwner = false, changedBy = condition.user } = entry
  const document = conditionDocument(condition, ownerDocument)
  await pool.session(({ exchange }) =>
    exchange((send) => ({
      begun: send(BEGIN_DURABLE),
      owner: createsOwner ? send(insertOwner(condition)) : Promise.resolve([]),
      condition: send({ text: INSERT_CONDITION, values: [JSON.stringify(document)] }),
      edges: Promise.all(
        condition.perspectives.map((perspective) => send(insertEdge(condition, perspective))),
      ),
      audited: send(
        insertChange({
          tenantId: condition.tenantId,
          changedBy,
          action: 'create condition',
          target: condition.conditionId,
          after: document,
        }),
      ),
      committed: send(COMMIT),
    })),
  )
}

const INSERT_CONDITION = 'INSERT INTO event_history.condition (condition) VALUES ($1)'

/** The condition as Tazama 4.0 stores it. */
function conditionDocument(
  condition: Condition,
  ownerDocument: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { perspectives, expiryMs } = condition
  return {
    condId: condition.conditionId,
    condTp: condition.type,
    evtTp: condition.eventTypes,
    prsptv: perspectives.length > 1 ? 'both' : perspectives[0],
    incptnDtTm: new Date(condition.inceptionMs).toISOString(),
    ...(expiryMs === undefined ? {} : { xprtnDtTm: new Date(expiryMs).toISOString() }),
    condRsn: condition.reason,
    usr: condition.user,
    ...ownerDocument,
    tenantId: condition.tenantId,
    creDtTm: new Date(condition.createdAtMs).toISOString(),
  }
}

const INSERT_OWNER = {
  account:
    'INSERT INTO event_history.account (tenantid, id, credttm) VALUES ($1, $2, $3::text) ON CONFLICT DO NOTHING',
  entity:
    'INSERT INTO event_history.entity (tenantid, id, credttm) VALUES ($1, $2, $3::timestamptz) ON CONFLICT DO NOTHING',
}

function insertOwner({ tenantId, owner, createdAtMs }: Condition): Statement<never> {
  return { text: INSERT_OWNER[owner.kind], values: [tenantId, owner.id, new Date(createdAtMs).toISOString()] }
}

function insertEdge(condition: Condition, perspective: ConditionPerspective): Statement<never> {
  return {
    text: `INSERT INTO ${edgeTable(condition.owner.kind, perspective)} (tenantid, source, destination, evttp, incptndttm, xprtndttm)
      VALUES ($1, $2, $3, $4, ${instantOf('$5::int8')}, ${instantOf('$6::int8')})`,
    values: [
      condition.tenantId,
      condition.owner.id,
      condition.conditionId,
      [...condition.eventTypes],
      condition.inceptionMs,
      condition.expiryMs,
    ],
  }
}
