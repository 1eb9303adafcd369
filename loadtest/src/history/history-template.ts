import { createHash } from 'node:crypto'
import { paymentInstructionCodec } from '@pantau/contracts'
import type { CapturedEvent } from '@pantau/contracts'
import { decide, runRules, scoreTypologies } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import { parseMessage } from '@pantau/iso20022'
import type { MessageDocuments } from '@pantau/iso20022'
import type { PaymentInstruction } from '@pantau/rule-kit'
import {
  configurationDigest,
  createAcceptance,
  createLayouts,
  insertLayouts,
  storedRecord,
} from '@pantau/store'
import type { Acceptance, StorePool, StoredRecord } from '@pantau/store'
import { compileSet } from '../configuration-summary.ts'
import type { OutgoingMessage } from '../message-submission.ts'
import { accountNumber, agentCode, paymentMessages, STATUS_REPORT_DELAY_MS } from '../payment-messages.ts'
import type { PaymentMessages } from '../payment-messages.ts'
import { FORGET_TENANT } from './forget-tenant.ts'
import { holderNameTag } from './holder-name-tag.ts'
import { debtorFields, rowTemplate } from './row-template.ts'
import type { RowMarkers } from './row-template.ts'

/** A message as it is kept, its columns being templates; null where the column is empty. */
export interface MessageTemplate {
  readonly transactionType: string
  readonly messageId: string
  readonly createdAt: string
  readonly sourceAccount: string | null
  readonly destinationAccount: string | null
  readonly hasAmount: boolean
  readonly currency: string | null
  readonly status: string | null
  readonly latitude: string | null
  readonly longitude: string | null
  readonly body: string
  readonly configurationDigest: string | null
  readonly event: string | null
  readonly eventLayout: string | null
  /** Absent where the configuration does not evaluate messages of this type. */
  readonly evaluation?: EvaluationTemplate
}

export interface EvaluationTemplate {
  readonly status: string
  readonly record: string
  readonly layout: string
}

/** What Pantau keeps of one payment, as templates. */
export interface HistoryTemplate {
  readonly transfer: MessageTemplate
  readonly report: MessageTemplate
  readonly endToEndId: string
  readonly instruction: string
  /** Of a holder, with the fields of a debtor. */
  readonly accountId: string
  readonly entityId: string
  /** For what states are folded from. */
  readonly remittanceText: string | undefined
  readonly location: PaymentInstruction['location']
}

export interface HistoryTemplateOptions {
  readonly pool: StorePool
  readonly configuration: ConfigurationSet
  readonly paddingBytes: number
}

/** Numbers whose digits occur nowhere else, held by different agents. */
const DEBTOR = 4_111_111_113
const CREDITOR = 4_222_222_228
const CREATED_AT_MS = Date.UTC(2001, 1, 3, 4, 5, 6, 789)
const AMOUNT_MINOR = 765_432_189
const PAYMENT_ID = 'TemplateOfAPayment'
const TENANT = 'TemplateOfATenant'
const EVALUATION_ID = '01234567-89ab-7cde-8f01-23456789abcd'
/** Earlier payments of the same two accounts, so that facts and evaluations are not those of a first payment. */
const EARLIER_PAYMENTS = 3
const EARLIER_BY_MS = 86_400_000

/** Accepts a payment as any other, evaluates it, and takes what is kept of it for the template of others. Leaves nothing behind. */
export async function makeHistoryTemplate(options: HistoryTemplateOptions): Promise<HistoryTemplate> {
  const { pool } = options
  try {
    return await acceptTemplate(options)
  } finally {
    for (const statement of FORGET_TENANT) {
      await pool.query({ text: statement, values: [TENANT] })
    }
  }
}

async function acceptTemplate({
  pool,
  configuration,
  paddingBytes,
}: HistoryTemplateOptions): Promise<HistoryTemplate> {
  const active = { digest: configurationDigest(configuration), compiled: compileSet(configuration) }
  const acceptance = createAcceptance({
    pool,
    configurations: { active: () => active },
    nowNs: () => process.hrtime.bigint(),
    batchMax: 1,
    queueMax: 2,
    concurrency: 1,
  })
  for (let earlier = EARLIER_PAYMENTS; earlier > 0; earlier -= 1) {
    const messages = templateMessages(`Earlier${earlier}`, CREATED_AT_MS - earlier * EARLIER_BY_MS, 0)
    await accept(acceptance, messages.transfer)
    await accept(acceptance, messages.report)
  }
  const messages = templateMessages(PAYMENT_ID, CREATED_AT_MS, paddingBytes)
  const events = [
    ...(await accept(acceptance, messages.transfer)),
    ...(await accept(acceptance, messages.report)),
  ]
  const rows = await pool.query<MessageRow>({
    text: `SELECT *, round(extract(epoch FROM accepted_at) * 1000)::text AS accepted_at_ms FROM raw_history.message
WHERE tenant_id = $1 AND end_to_end_id = $2`,
    values: [TENANT, messages.endToEndId],
  })
  const [payment] = await pool.query<{ readonly instruction: string }>({
    text: 'SELECT instruction FROM event_history.payment_instruction WHERE tenant_id = $1 AND end_to_end_id = $2',
    values: [TENANT, messages.endToEndId],
  })
  const evaluations = new Map(
    events.map((event) => [event.header.messageId, evaluationOf(event, active)] as const),
  )
  for (const { stored } of evaluations.values()) {
    await pool.query(insertLayouts([stored.layout]))
  }
  const rowOf = (message: OutgoingMessage): MessageRow =>
    found(rows.find((row) => row.message_id === message.messageId))
  const [transfer, report] = [rowOf(messages.transfer), rowOf(messages.report)]
  const markers = markersOf(transfer.accepted_at_ms, report.accepted_at_ms)
  const template = (text: string): string => rowTemplate(text, markers)
  const messageTemplate = (row: MessageRow): MessageTemplate => {
    const evaluation = evaluations.get(row.message_id)
    return {
      transactionType: row.transaction_type,
      messageId: template(row.message_id),
      createdAt: template(row.created_at),
      sourceAccount: templateIfAny(row.source_account, template),
      destinationAccount: templateIfAny(row.destination_account, template),
      hasAmount: row.amount_minor !== null,
      currency: row.currency,
      status: templateIfAny(row.status, template),
      latitude: row.latitude,
      longitude: row.longitude,
      body: template(utf8(row.body)),
      configurationDigest: row.configuration_digest,
      event: row.event === null ? null : template(utf8(row.event)),
      eventLayout: row.event_layout,
      ...(evaluation === undefined ? {} : { evaluation: evaluationTemplate(evaluation, template) }),
    }
  }
  const instruction = paymentInstructionCodec.decode(Buffer.from(found(payment).instruction))
  return {
    transfer: messageTemplate(transfer),
    report: messageTemplate(report),
    endToEndId: template(messages.endToEndId),
    instruction: template(found(payment).instruction),
    accountId: template(instruction.debtor.accountId),
    entityId: template(instruction.debtor.entityId),
    remittanceText: templateIfAny(instruction.remittanceText ?? null, template) ?? undefined,
    location: instruction.location,
  }
}

function evaluationTemplate(
  { status, stored }: ReturnType<typeof evaluationOf>,
  template: (text: string) => string,
): EvaluationTemplate {
  return { status, record: template(stored.text), layout: stored.layout.id }
}

interface MessageRow {
  readonly transaction_type: string
  readonly message_id: string
  readonly created_at: string
  readonly source_account: string | null
  readonly destination_account: string | null
  readonly amount_minor: unknown
  readonly currency: string | null
  readonly status: string | null
  readonly latitude: string | null
  readonly longitude: string | null
  readonly body: Uint8Array
  readonly configuration_digest: string | null
  readonly event: Uint8Array | null
  readonly event_layout: string | null
  readonly accepted_at_ms: string
}

function evaluationOf(
  { header, payment, facts }: CapturedEvent,
  { compiled }: { readonly compiled: ReturnType<typeof compileSet> },
): { readonly status: string; readonly stored: StoredRecord } {
  const plan = found(compiled.planFor(header.transactionType))
  const clock = { nowNs: () => performance.now() * 1_000_000 }
  const ruleResults = runRules(plan, payment, facts, clock)
  const typologyResults = scoreTypologies(plan, ruleResults, clock)
  const status = decide(typologyResults)
  const stored = storedRecord(
    {
      header,
      evaluationId: EVALUATION_ID,
      status,
      ruleResults,
      typologyResults,
      evaluatedAtMs: header.acceptedAtMs,
      adjudicationNs: 50_000,
    },
    createLayouts(),
  )
  return { status, stored }
}

async function accept(acceptance: Acceptance, message: OutgoingMessage): Promise<readonly CapturedEvent[]> {
  const type = message.transactionType === 'pacs.008.001.10' ? 'pacs.008.001.10' : 'pacs.002.001.12'
  // Written by this package for this type; whether it is valid, the ingress says in every run.
  const document = JSON.parse(message.body) as MessageDocuments[typeof type]
  const parsed = parseMessage(type, document, { quoting: false })
  if (parsed.kind !== 'parsed') {
    throw new TypeError(`The template of a payment cannot be read: ${JSON.stringify(parsed.problems)}`)
  }
  const outcome = await acceptance.accept({
    tenantId: TENANT,
    parsed: parsed.message,
    rawBody: Buffer.from(message.body),
    contentHash: createHash('sha256').update(message.body).digest(),
    receivedAtNs: process.hrtime.bigint(),
  })
  if (outcome.kind !== 'accepted') {
    throw new TypeError(`The template of a payment was not accepted: ${outcome.kind}`)
  }
  return outcome.events.map((event) => event.value())
}

function templateMessages(id: string, createdAtEpochMs: number, paddingBytes: number): PaymentMessages {
  return paymentMessages({
    id,
    debtorNumber: DEBTOR,
    creditorNumber: CREDITOR,
    amountMinor: AMOUNT_MINOR,
    currency: 'IDR',
    purposeCode: 'MP2P',
    createdAtEpochMs,
    status: 'ACCC',
    paddingBytes,
  })
}

function markersOf(transferAcceptedAtMs: string, reportAcceptedAtMs: string): RowMarkers {
  return {
    paymentId: PAYMENT_ID,
    ...debtorFields(DEBTOR),
    creditorNumber: String(CREDITOR),
    creditorAccount: accountNumber(CREDITOR),
    creditorAgent: agentCode(CREDITOR),
    amountMajor: (AMOUNT_MINOR / 100).toFixed(2),
    amountMinor: String(AMOUNT_MINOR),
    createdAt: iso(CREATED_AT_MS),
    createdAtMs: String(CREATED_AT_MS),
    reportedAt: iso(CREATED_AT_MS + STATUS_REPORT_DELAY_MS),
    reportedAtMs: String(CREATED_AT_MS + STATUS_REPORT_DELAY_MS),
    expiresAt: iso(CREATED_AT_MS + 86_400_000),
    transferAcceptedAtMs,
    reportAcceptedAtMs,
    status: 'ACCC',
    tenantId: TENANT,
    evaluationId: EVALUATION_ID,
    debtorNameTag: String(holderNameTag(DEBTOR)),
    creditorNameTag: String(holderNameTag(CREDITOR)),
  }
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString()
}

/** @throws TypeError when the bytes are no text, so that no template can be made of them */
function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

function templateIfAny(text: string | null, template: (text: string) => string): string | null {
  return text === null ? null : template(text)
}

function found<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new TypeError('The template of a payment is not on record')
  }
  return value
}
