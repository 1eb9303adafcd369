import type { PaymentDetails } from '../payment-messages.ts'
import { accountNumber, agentCode } from '../payment-messages.ts'
import { holderNameTag } from './holder-name-tag.ts'
import { historyTimes } from './history-payment.ts'
import type { HistoryTemplate, MessageTemplate } from './history-template.ts'
import { ROW_FIELDS } from './row-template.ts'

/** One statement over the payments of a batch. */
export interface HistoryStatement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Gone with the session. Holds what differs between the payments of a batch; everything that is kept of them is made from it in the database. */
export const CREATE_DRAWN = `CREATE TEMPORARY TABLE drawn (
  payment_id text, debtor_number text, debtor_account text, debtor_agent text, creditor_number text, creditor_account text,
  creditor_agent text, amount_minor int8, created_at_ms int8, reported_at_ms int8, transfer_accepted_at_ms int8,
  report_accepted_at_ms int8, status text, debtor_name_tag text, creditor_name_tag text)`

/** The payments of a batch in place of those of the one before. */
export function drawBatch(payments: readonly PaymentDetails[]): HistoryStatement {
  const times = payments.map(historyTimes)
  return {
    text: `INSERT INTO drawn SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
  $8::int8[], $9::int8[], $10::int8[], $11::int8[], $12::int8[], $13::text[], $14::text[], $15::text[])`,
    values: [
      payments.map(({ id }) => id),
      payments.map(({ debtorNumber }) => String(debtorNumber)),
      payments.map(({ debtorNumber }) => accountNumber(debtorNumber)),
      payments.map(({ debtorNumber }) => agentCode(debtorNumber)),
      payments.map(({ creditorNumber }) => String(creditorNumber)),
      payments.map(({ creditorNumber }) => accountNumber(creditorNumber)),
      payments.map(({ creditorNumber }) => agentCode(creditorNumber)),
      payments.map(({ amountMinor }) => amountMinor),
      times.map(({ createdAtMs }) => createdAtMs),
      times.map(({ reportedAtMs }) => reportedAtMs),
      times.map(({ transferAcceptedAtMs }) => transferAcceptedAtMs),
      times.map(({ reportAcceptedAtMs }) => reportAcceptedAtMs),
      payments.map(({ status }) => status),
      payments.map(({ debtorNumber }) => String(holderNameTag(debtorNumber))),
      payments.map(({ creditorNumber }) => String(holderNameTag(creditorNumber))),
    ],
  }
}

/** Everything that is kept of the drawn payments, but for the states of accounts. */
export function insertBatch(template: HistoryTemplate, tenantId: string): readonly HistoryStatement[] {
  return [
    insertInstructions(template, tenantId),
    insertAttempts(template, tenantId),
    ...[template.transfer, template.report].flatMap((message) => [
      insertKeys(message, tenantId),
      insertMessages(message, template, tenantId),
      ...insertEvaluations(message, tenantId),
    ]),
  ]
}

function insertInstructions(template: HistoryTemplate, tenantId: string): HistoryStatement {
  const values = new Parameters(tenantId)
  const account = template.accountId
  return values.statement(`INSERT INTO event_history.payment_instruction (tenant_id, end_to_end_id, debtor_account, creditor_account,
  debtor_entity, creditor_entity, instruction, accepted_at, first_status, first_status_message_id, first_status_at_ms, final_status,
  final_status_at_ms)
SELECT $1, ${values.filled(template.endToEndId)}, ${values.filled(account)}, ${values.filled(forCreditor(account))},
  ${values.filled(template.entityId)}, ${values.filled(forCreditor(template.entityId))}, ${values.filled(template.instruction)},
  ${instantOf('d.transfer_accepted_at_ms')}, d.status, ${values.filled(template.report.messageId)}, d.reported_at_ms, d.status, d.reported_at_ms
FROM drawn d`)
}

function insertAttempts(template: HistoryTemplate, tenantId: string): HistoryStatement {
  const values = new Parameters(tenantId)
  return values.statement(`INSERT INTO event_history.payment (tenant_id, end_to_end_id, occurred_at_ms, debtor_account, creditor_account,
  amount_minor, currency, status, accepted_at)
SELECT $1, ${values.filled(template.endToEndId)}, d.reported_at_ms, ${values.filled(template.accountId)},
  ${values.filled(forCreditor(template.accountId))}, d.amount_minor, ${values.given(template.transfer.currency)}, d.status,
  ${instantOf('d.report_accepted_at_ms')}
FROM drawn d`)
}

function insertKeys(message: MessageTemplate, tenantId: string): HistoryStatement {
  const values = new Parameters(tenantId)
  return values.statement(`INSERT INTO raw_history.message_key (tenant_id, transaction_type, message_id, content_hash, accepted_at)
SELECT $1, ${values.given(message.transactionType)}, k.message_id, sha256(convert_to(k.message_id, 'UTF8')), k.accepted_at
FROM (SELECT ${values.filled(message.messageId)} AS message_id, ${acceptedAtOf(message)} AS accepted_at FROM drawn d) AS k`)
}

function insertMessages(
  message: MessageTemplate,
  template: HistoryTemplate,
  tenantId: string,
): HistoryStatement {
  const values = new Parameters(tenantId)
  const isTransfer = message === template.transfer
  return values.statement(`INSERT INTO raw_history.message (tenant_id, transaction_type, message_id, accepted_at, end_to_end_id, created_at,
  created_at_ms, source_account, destination_account, amount_minor, currency, status, latitude, longitude, configuration_digest, body, event,
  event_layout)
SELECT $1, ${values.given(message.transactionType)}, ${values.filled(message.messageId)}, ${acceptedAtOf(message)},
  ${values.filled(template.endToEndId)}, ${values.filled(message.createdAt)}, ${isTransfer ? 'd.created_at_ms' : 'd.reported_at_ms'},
  ${values.filled(message.sourceAccount)}, ${values.filled(message.destinationAccount)}, ${message.hasAmount ? 'd.amount_minor' : 'NULL'},
  ${values.given(message.currency)}, ${values.filled(message.status)}, ${values.given(message.latitude)}, ${values.given(message.longitude)},
  ${values.given(message.configurationDigest)}, convert_to(${values.filled(message.body)}, 'UTF8'),
  convert_to(${values.filled(message.event)}, 'UTF8'), ${values.given(message.eventLayout)}
FROM drawn d`)
}

function insertEvaluations(message: MessageTemplate, tenantId: string): readonly HistoryStatement[] {
  if (message.evaluation === undefined) {
    return []
  }
  const values = new Parameters(tenantId)
  return [
    values.statement(`INSERT INTO evaluation.record (tenant_id, transaction_type, message_id, accepted_at, evaluation_id, status,
  configuration_digest, evaluated_at, record, layout)
SELECT $1, ${values.given(message.transactionType)}, ${values.filled(message.messageId)}, ${acceptedAtOf(message)}, ${EVALUATION_ID}::uuid,
  ${values.given(message.evaluation.status)}, ${values.given(message.configurationDigest)}, ${acceptedAtOf(message)},
  ${values.filled(message.evaluation.record)}, ${values.given(message.evaluation.layout)}
FROM drawn d`),
  ]
}

const EVALUATION_ID = 'md5(d.payment_id)'

/** In the order of ROW_FIELDS. */
const FIELD_COLUMNS: Readonly<Record<(typeof ROW_FIELDS)[number], string>> = {
  paymentId: 'd.payment_id',
  debtorNumber: 'd.debtor_number',
  debtorAccount: 'd.debtor_account',
  debtorAgent: 'd.debtor_agent',
  creditorNumber: 'd.creditor_number',
  creditorAccount: 'd.creditor_account',
  creditorAgent: 'd.creditor_agent',
  amountMajor: `(d.amount_minor / 100) || '.' || lpad((d.amount_minor % 100)::text, 2, '0')`,
  amountMinor: 'd.amount_minor',
  createdAt: isoOf('d.created_at_ms'),
  createdAtMs: 'd.created_at_ms',
  reportedAt: isoOf('d.reported_at_ms'),
  reportedAtMs: 'd.reported_at_ms',
  expiresAt: isoOf('d.created_at_ms + 86400000'),
  transferAcceptedAtMs: 'd.transfer_accepted_at_ms',
  reportAcceptedAtMs: 'd.report_accepted_at_ms',
  status: 'd.status',
  tenantId: '$1::text',
  evaluationId: `${EVALUATION_ID}::uuid`,
  debtorNameTag: 'd.debtor_name_tag',
  creditorNameTag: 'd.creditor_name_tag',
}
const FIELD_ARGUMENTS = ROW_FIELDS.map((field) => FIELD_COLUMNS[field])

/** The values of a statement; `$1` is the tenant. */
class Parameters {
  readonly #values: (string | null)[]

  constructor(tenantId: string) {
    this.#values = [tenantId]
  }

  given(value: string | null): string {
    this.#values.push(value)
    return `$${this.#values.length}::text`
  }

  /** The fields that a template has no place for are not computed. */
  filled(template: string | null): string {
    if (template === null) {
      return 'NULL'
    }
    const used = new Set([...template.matchAll(/%(\d+)\$s/g)].map(([, position]) => Number(position)))
    const fields = FIELD_ARGUMENTS.map((column, index) => (used.has(index + 1) ? column : `''`))
    return `format(${this.given(template)}, ${fields.join(', ')})`
  }

  statement(text: string): HistoryStatement {
    return { text, values: this.#values }
  }
}

/** A template that names the debtor, made to name the creditor. */
function forCreditor(template: string): string {
  const toCreditor = ROW_FIELDS.indexOf('creditorNumber') - ROW_FIELDS.indexOf('debtorNumber')
  return template.replaceAll(/%([234])\$s/g, (_, position: string) => `%${Number(position) + toCreditor}$s`)
}

function acceptedAtOf({ transactionType }: MessageTemplate): string {
  return instantOf(
    transactionType.startsWith('pacs.008') ? 'd.transfer_accepted_at_ms' : 'd.report_accepted_at_ms',
  )
}

function instantOf(milliseconds: string): string {
  return `(timestamptz 'epoch' + (${milliseconds}) * interval '1 millisecond')`
}

function isoOf(milliseconds: string): string {
  return `to_char(${instantOf(milliseconds)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
