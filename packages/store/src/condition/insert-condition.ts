import type { StorePool } from '../connection/connect-store.ts'
import { BEGIN_DURABLE, COMMIT } from '../connection/transaction.ts'
import { instantOf } from '../connection/sql-time.ts'
import type { Statement } from '../connection/statement.ts'
import { edgeTable } from './condition.ts'
import type { Condition, ConditionPerspective } from './condition.ts'

/** Puts a condition into force, with its edges, in one transaction. @throws StoreUnavailableError */
export async function insertCondition(pool: StorePool, condition: Condition): Promise<void> {
  await pool.session(({ exchange }) =>
    exchange((send) => ({
      begun: send(BEGIN_DURABLE),
      condition: send(insertConditionRow(condition)),
      edges: Promise.all(
        condition.perspectives.map((perspective) => send(insertEdge(condition, perspective))),
      ),
      committed: send(COMMIT),
    })),
  )
}

const INSERT_CONDITION = 'INSERT INTO event_history.condition (condition) VALUES ($1)'

function insertConditionRow(condition: Condition): Statement<never> {
  return { text: INSERT_CONDITION, values: [JSON.stringify(conditionDocument(condition))] }
}

/** The condition as Tazama 4.0 stores it. */
function conditionDocument(condition: Condition): Readonly<Record<string, unknown>> {
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
    tenantId: condition.tenantId,
    creDtTm: new Date(condition.createdAtMs).toISOString(),
  }
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
