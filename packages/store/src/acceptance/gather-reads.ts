import { messageKeyText, paymentInstructionCodec } from '@pantau/contracts'
import type { ConditionInForce } from '@pantau/rule-kit'
import type { AnsweredReads, HistoryQuestions } from './read-batch.ts'
import { paymentKey } from './accept-batch.ts'
import type {
  AttemptsRead,
  BatchReads,
  HistoryRead,
  StatusReport,
  RecordedInstruction,
} from './batch-reads.ts'
import type { InsertedKeyRow } from './statements/insert-message-keys.ts'
import type { InstructionRow } from './statements/read-instructions.ts'
import type { MessageKeyRow } from './statements/read-message-keys.ts'
import type { ParkedMessageRow } from './statements/read-parked-messages.ts'

/** Puts the answers of the first round trip in order. Pure. @throws UndecodableMessageError for an instruction that cannot be read */
export function gatherReads(answers: AnsweredReads, questions: HistoryQuestions): BatchReads {
  const histories = gatherHistories(answers, questions)
  return {
    newKeys: new Map(answers.inserted.map((row) => [keyOf(row), row.accepted_at_ms])),
    contentHashes: new Map(answers.keys.map((row) => [keyOf(row), row.content_hash])),
    instructions: new Map(answers.instructions.map((row) => [paymentOf(row), recordedInstruction(row)])),
    parked: gatherParked(answers.parked),
    history: (subjectId, parkedMessageId) =>
      histories.get(historyKey(subjectId, parkedMessageId)) ?? { attempts: [], conditions: [] },
  }
}

function keyOf(row: InsertedKeyRow | MessageKeyRow): string {
  return messageKeyText({
    tenantId: row.tenant_id,
    transactionType: row.transaction_type,
    messageId: row.message_id,
  })
}

function paymentOf(row: InstructionRow | ParkedMessageRow): string {
  return paymentKey(row.tenant_id, row.end_to_end_id)
}

function recordedInstruction(row: InstructionRow): RecordedInstruction {
  const instruction = paymentInstructionCodec.decode(Buffer.from(row.instruction, 'utf8'))
  return row.first_status_at_ms === null
    ? { instruction }
    : { instruction, firstStatusAtMs: row.first_status_at_ms }
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

/** A subject's own history has its id; that of a parked status report has the report's id besides. */
function historyKey(subjectId: string, parkedMessageId: string | null | undefined): string {
  return parkedMessageId === null || parkedMessageId === undefined
    ? subjectId
    : `${subjectId}\u0000${parkedMessageId}`
}

/** @throws TypeError for an answer to a question that was not asked */
function questionOf<Q>(questions: readonly Q[], { number }: { readonly number: number }): Q {
  const question = questions[number]
  if (question === undefined) {
    throw new TypeError(`The database answered question ${number} of ${questions.length}`)
  }
  return question
}

function gatherHistories(
  { attempts, conditions }: Pick<AnsweredReads, 'attempts' | 'conditions'>,
  questions: HistoryQuestions,
): ReadonlyMap<string, HistoryRead> {
  const histories = new Map<string, { attempts: AttemptsRead[]; conditions: ConditionInForce[] }>()
  const historyOf = (subjectId: string, parkedMessageId: string | null) => {
    const key = historyKey(subjectId, parkedMessageId)
    const history = histories.get(key) ?? { attempts: [], conditions: [] }
    histories.set(key, history)
    return history
  }
  for (const row of attempts) {
    const { subject, fact } = questionOf(questions.attempts, row)
    historyOf(subject.id, row.parked_message_id).attempts.push({
      accountId: row.account_id,
      direction: fact.direction,
      fromMs: row.from_ms,
      toMs: row.to_ms,
      timesMs: row.times_ms,
    })
  }
  for (const row of conditions) {
    historyOf(questionOf(questions.conditions, row).id, row.parked_message_id).conditions.push({
      conditionId: row.condition_id,
      type: row.condition_type,
      owner: row.owner,
    })
  }
  return histories
}
