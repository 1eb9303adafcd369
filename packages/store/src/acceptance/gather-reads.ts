import { messageKeyText, paymentInstructionCodec } from '@pantau/contracts'
import type { AccountFinding, PayeeHistory } from '@pantau/facts'
import type { ConditionInForce } from '@pantau/rule-kit'
import { paymentKey } from './accept-batch.ts'
import { keyOf } from './batch-history.ts'
import type { BatchReads, RecordedInstruction, StatusReport } from './batch-reads.ts'
import type { HistoryQuestions } from './history-questions.ts'
import type { AnsweredReads } from './read-batch.ts'
import type { AccountFindingRow } from './statements/read-account-findings.ts'
import type { ConditionRow } from './statements/read-conditions-in-force.ts'
import type { InsertedKeyRow } from './statements/insert-message-keys.ts'
import type { InstructionRow } from './statements/read-instructions.ts'
import type { MessageKeyRow } from './statements/read-message-keys.ts'
import type { ParkedMessageRow } from './statements/read-parked-messages.ts'
import type { PayeeHistoryRow } from './statements/read-payee-histories.ts'
import type { Subject } from './subject.ts'

/** Puts the answers of the first round trip in order. Pure. @throws UndecodableMessageError for an instruction that cannot be read */
export function gatherReads(answers: AnsweredReads, questions: HistoryQuestions): BatchReads {
  const conditions = gatherConditions(answers.conditions, questions.conditions)
  return {
    newKeys: new Map(answers.inserted.map((row) => [messageKeyOf(row), row.accepted_at_ms])),
    contentHashes: new Map(answers.keys.map((row) => [messageKeyOf(row), row.content_hash])),
    instructions: new Map(answers.instructions.map((row) => [paymentOf(row), recordedInstruction(row)])),
    parked: gatherParked(answers.parked),
    accounts: answers.accounts,
    payees: new Map(
      answers.payees.map((row) => [
        keyOf(row.tenant_id, row.debtor_account, row.creditor_account),
        payeeHistory(row),
      ]),
    ),
    holders: new Map(answers.holders.map((row) => [keyOf(row.tenant_id, row.entity_id), row.account_ids])),
    findings: gatherFindings(answers.findings),
    conditions: (subjectId, parkedMessageId) =>
      conditions.get(conditionsKey(subjectId, parkedMessageId)) ?? [],
  }
}

function messageKeyOf(row: InsertedKeyRow | MessageKeyRow): string {
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
  const { first_status_at_ms: firstStatusAtMs, final_status: status, final_status_at_ms: occurredAtMs } = row
  return {
    instruction,
    ...(firstStatusAtMs === null ? {} : { firstStatusAtMs }),
    ...(status === null || occurredAtMs === null ? {} : { finalStatus: { status, occurredAtMs } }),
  }
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

function gatherFindings(rows: readonly AccountFindingRow[]): ReadonlyMap<string, readonly AccountFinding[]> {
  const findings = new Map<string, AccountFinding[]>()
  for (const row of rows) {
    const key = keyOf(row.tenant_id, row.account_id)
    const ofAccount = findings.get(key) ?? []
    findings.set(key, ofAccount)
    const { end_to_end_id: endToEndId, at_ms: atMs, counterparty_account: counterpartyAccountId } = row
    if (endToEndId !== null && atMs !== null && counterpartyAccountId !== null) {
      ofAccount.push({ endToEndId, atMs, counterpartyAccountId })
    }
  }
  return findings
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

function payeeHistory({
  count,
  first_ms: firstMs,
  last_ms: lastMs,
}: PayeeHistoryRow): PayeeHistory | undefined {
  return count === null || firstMs === null || lastMs === null ? undefined : { count, firstMs, lastMs }
}
