import type { ConditionInForce } from '@pantau/rule-kit'
import { paymentKey } from './accept-batch.ts'
import type { BatchReads, StatusReport } from './batch-reads.ts'
import { gatherHistory } from './gather-history.ts'
import { messageKeyOf } from './message-key-of.ts'
import type { HistoryQuestions } from './history-questions.ts'
import type { AnsweredReads } from './read-batch.ts'
import type { ConditionRow } from './statements/read-conditions-in-force.ts'
import type { ParkedMessageRow } from './statements/read-parked-messages.ts'
import type { Subject } from './subject.ts'

/** Puts the answers of the first round trip in order. Pure. @throws UndecodableMessageError for an instruction that cannot be read */
export function gatherReads(answers: AnsweredReads, questions: HistoryQuestions): BatchReads {
  const conditions = gatherConditions(answers.conditions, questions.conditions)
  return {
    newKeys: new Map(answers.claimed.map((row) => [messageKeyOf(row), row.accepted_at_ms])),
    contentHashes: new Map(answers.keys.map((row) => [messageKeyOf(row), row.content_hash])),
    parked: gatherParked(answers.parked),
    ...gatherHistory(answers.history),
    conditions: (subjectId, parkedMessageId) =>
      conditions.get(conditionsKey(subjectId, parkedMessageId)) ?? [],
  }
}

function paymentOf(row: ParkedMessageRow): string {
  return paymentKey(row.tenant_id, row.end_to_end_id)
}

function gatherParked(rows: readonly ParkedMessageRow[]): ReadonlyMap<string, readonly StatusReport[]> {
  const parked = new Map<string, StatusReport[]>()
  for (const row of rows) {
    const key = paymentOf(row)
    const statuses = parked.get(key) ?? []
    statuses.push({
      tenantId: row.tenant_id,
      endToEndId: row.end_to_end_id,
      messageId: row.message_id,
      acceptedAtMs: row.accepted_at_ms,
      occurredAtMs: row.occurred_at_ms,
      status: row.status,
      ...(row.trace_parent === null ? {} : { traceParent: row.trace_parent }),
    })
    parked.set(key, statuses)
  }
  return parked
}

/** A subject's own conditions have its id; those of a parked status report have the report's id besides. */
function conditionsKey(subjectId: string, parkedMessageId: string | null | undefined): string {
  return parkedMessageId === null || parkedMessageId === undefined
    ? subjectId
    : `${subjectId}\u0000${parkedMessageId}`
}

function gatherConditions(
  rows: readonly ConditionRow[],
  subjects: readonly Subject[],
): ReadonlyMap<string, readonly ConditionInForce[]> {
  const conditions = new Map<string, ConditionInForce[]>()
  for (const row of rows) {
    const subject = subjects[row.number]
    if (subject === undefined) {
      throw new TypeError(`The database answered question ${row.number} of ${subjects.length}`)
    }
    const key = conditionsKey(subject.id, row.parked_message_id)
    const inForce = conditions.get(key) ?? []
    inForce.push({ conditionId: row.condition_id, type: row.condition_type, owner: row.owner })
    conditions.set(key, inForce)
  }
  return conditions
}
