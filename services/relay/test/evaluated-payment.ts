import { createHash } from 'node:crypto'
import { outboxPayloadText } from '@pantau/contracts'
import type { AcceptedEvent, EvaluationRecord } from '@pantau/contracts'
import {
  compileConfiguration,
  decide,
  evaluationIdOf,
  interdictions,
  scoreTypologies,
} from '@pantau/evaluation'
import { parseMessage } from '@pantau/iso20022'
import type { MessageDocuments } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import {
  activateConfiguration,
  connectStore,
  createAcceptance,
  createEvaluationWriter,
  runMigrations,
} from '@pantau/store'
import type { Acceptance, AcceptRequest, ActiveConfiguration, StorePool } from '@pantau/store'
import { pacs002Document, pacs008Document } from '@pantau/testkit'
import type { TestPostgres } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { onTestFinished } from 'vitest'

const TRANSFER = 'pacs.008.001.10' as const
const STATUS = 'pacs.002.001.12' as const

/** A migrated database of its own, until the test ends. */
export async function openDatabase(
  server: TestPostgres,
): Promise<{ readonly pool: StorePool; readonly url: string }> {
  const { url, drop } = await server.createDatabase()
  await runMigrations({ url })
  const pool = await connectStore({
    url,
    applicationName: 'relay-test',
    poolMax: 6,
    statementTimeoutMs: 20_000,
  })
  onTestFinished(async () => {
    await pool.close()
    await drop()
  })
  return { pool, url }
}

/** Activates the shipped configuration for a tenant. */
export async function activateShipped(pool: StorePool, tenantId: string): Promise<ActiveConfiguration> {
  const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
  if ('problems' in compilation) {
    throw new TypeError(JSON.stringify(compilation.problems))
  }
  const digest = await activateConfiguration(pool, { tenantId, set: compilation.set, nowMs: Date.now() })
  return { digest, compiled: compilation.compiled }
}

/**
 * Accepts a payment and its status report, and stores its evaluation with the outcomes that the rules are said to have had, together
 * with an alert and every interdiction that they lead to.
 */
export async function evaluatePayment(
  pool: StorePool,
  payment: {
    readonly tenantId: string
    readonly configuration: ActiveConfiguration
    readonly endToEndId: string
    readonly outcomes: Readonly<Record<string, string>>
  },
): Promise<EvaluationRecord> {
  const event = await accept(pool, payment)
  const plan = payment.configuration.compiled.planFor(STATUS)
  if (plan === undefined) {
    throw new TypeError('The shipped configuration plans pacs.002')
  }
  const ruleResults = plan.rules.map(({ ruleId, cfg }) => ({
    ruleId,
    cfg,
    outcome: payment.outcomes[ruleId] ?? (ruleId.startsWith('EFRuP') ? 'none' : '.01'),
    value: 1,
    durationNs: 10,
  }))
  const typologyResults = scoreTypologies(plan, ruleResults, { nowNs: () => 0 })
  const { header } = event
  const evaluationId = evaluationIdOf(
    header.acceptedAtMs,
    createHash('sha256').update(`${header.tenantId}${header.messageId}`).digest(),
  )
  const record: EvaluationRecord = {
    header,
    evaluationId,
    status: decide(typologyResults),
    ruleResults,
    typologyResults,
    evaluatedAtMs: header.acceptedAtMs + 20,
    adjudicationNs: 900,
  }
  const stops = interdictions(plan, ruleResults, typologyResults).map((interdiction) => ({
    kind: 'interdiction' as const,
    payload: outboxPayloadText({ v: 1, kind: 'interdiction', evaluationId, interdiction }),
  }))
  const alert = { kind: 'alert', payload: outboxPayloadText({ v: 1, kind: 'alert', evaluationId }) } as const
  await createEvaluationWriter({ pool }).write([{ record, isFinding: false, outbox: [alert, ...stops] }])
  return record
}

/** Accepts messages of any tenant under one configuration, or under none. */
export function openAcceptance(pool: StorePool, configuration: ActiveConfiguration | undefined): Acceptance {
  return createAcceptance({
    pool,
    configurations: { active: () => configuration },
    nowNs: () => process.hrtime.bigint(),
    batchMax: 8,
    queueMax: 8,
    concurrency: 1,
  })
}

async function accept(
  pool: StorePool,
  payment: Parameters<typeof evaluatePayment>[1],
): Promise<AcceptedEvent> {
  const acceptance = openAcceptance(pool, payment.configuration)
  const { tenantId, endToEndId } = payment
  const transfer = { ...pacs008Document({ endToEndId }), TxTp: TRANSFER }
  const report = { ...pacs002Document({ endToEndId }), TxTp: STATUS }
  await acceptance.accept(requestOf(TRANSFER, tenantId, transfer))
  const outcome = await acceptance.accept(requestOf(STATUS, tenantId, report))
  const event = outcome.kind === 'accepted' ? outcome.events[0]?.value() : undefined
  if (event === undefined) {
    throw new TypeError(`The status report was not accepted: ${outcome.kind}`)
  }
  return event
}

export function requestOf<T extends TransactionType>(
  type: T,
  tenantId: string,
  document: MessageDocuments[T],
): AcceptRequest {
  const result = parseMessage(type, document, { quoting: false })
  if (result.kind === 'refused') {
    throw new TypeError(JSON.stringify(result.problems))
  }
  const rawBody = Buffer.from(JSON.stringify(document))
  return {
    tenantId,
    parsed: result.message,
    rawBody,
    contentHash: createHash('sha256').update(rawBody).digest(),
    receivedAtNs: process.hrtime.bigint(),
  }
}
