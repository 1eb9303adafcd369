import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EvaluationRecord } from '@pantau/contracts'
import type { Pantau, PaymentDetails, PaymentMessages } from '@pantau/loadtest'
import {
  accountNumber,
  agentCode,
  buildServices,
  paymentMessages,
  startPantau,
  TENANT_ID,
} from '@pantau/loadtest'
import type { StorePool } from '@pantau/store'
import { connectStore, insertCondition, loadEvaluation } from '@pantau/store'
import { waitUntil } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'

/** Logs of the last run stay here. */
const FOLDER = fileURLToPath(new URL('../../.cache/e2e-pipeline', import.meta.url))
const EVALUATED_WITHIN_MS = 60_000

let pantau: Pantau
let pool: StorePool
let database: Client
let lastHolder = 1000
const cleanups: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  await buildServices()
  await rm(FOLDER, { recursive: true, force: true })
  pantau = await startPantau({ folder: FOLDER, configuration: defaultConfigurationSet(), tls: false })
  cleanups.push(() => pantau.stop())
  pool = await connectStore({
    url: pantau.databaseUrl,
    applicationName: 'pantau-e2e',
    poolMax: 2,
    statementTimeoutMs: 10_000,
  })
  cleanups.push(() => pool.close())
  database = new Client({ connectionString: pantau.databaseUrl })
  await database.connect()
  cleanups.push(() => database.end())
})
afterAll(async () => {
  for (const cleanUp of cleanups.toReversed()) {
    await cleanUp()
  }
})

/** A payment between two holders that no other test uses, unless told. */
function paymentOf(details: Partial<PaymentDetails> = {}): PaymentMessages {
  lastHolder += 2
  return paymentMessages({
    id: randomUUID(),
    debtorNumber: lastHolder,
    creditorNumber: lastHolder + 1,
    amountMinor: 125_075,
    currency: 'IDR',
    purposeCode: 'MP2P',
    createdAtEpochMs: Date.now(),
    status: 'ACCC',
    ...details,
  })
}

async function send(
  message: PaymentMessages['transfer'],
  body = message.body,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${pantau.ingressUrls[0]}/v1/evaluate/iso20022/${message.transactionType}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  return { status: response.status, text: await response.text() }
}

async function pay(payment: PaymentMessages): Promise<EvaluationRecord> {
  expect((await send(payment.transfer)).status).toBe(200)
  expect((await send(payment.report)).status).toBe(200)
  return evaluationOf(payment)
}

async function evaluationOf(payment: PaymentMessages): Promise<EvaluationRecord> {
  const { record } = await waitUntil(
    () => loadEvaluation(pool, { tenantId: TENANT_ID, messageId: payment.report.messageId }),
    { what: 'the evaluation', timeoutMs: EVALUATED_WITHIN_MS },
  )
  return record
}

function outcomesOf(record: EvaluationRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(record.ruleResults.map(({ ruleId, outcome }) => [ruleId, outcome]))
}

async function outboxKindsOf(payment: PaymentMessages): Promise<readonly string[]> {
  const { rows } = await database.query<{ kind: string }>(
    'SELECT kind FROM evaluation.outbox WHERE tenant_id = $1 AND message_id = $2 ORDER BY kind',
    [TENANT_ID, payment.report.messageId],
  )
  return rows.map(({ kind }) => kind)
}

async function countEvaluationsOf(payment: PaymentMessages): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM evaluation.record WHERE tenant_id = $1 AND message_id = $2',
    [TENANT_ID, payment.report.messageId],
  )
  return rows[0]?.count ?? 0
}

describe('payments through separate services', () => {
  it('count up: the first is quiet, the second alerts, the third is to be stopped', async () => {
    const debtorNumber = 11
    const expected = [
      { outcome: '.01', score: 200, status: 'NALT', outbox: [] },
      { outcome: '.02', score: 300, status: 'ALRT', outbox: ['alert'] },
      { outcome: '.03', score: 500, status: 'ALRT', outbox: ['alert', 'interdiction'] },
    ]
    for (const { outcome, score, status, outbox } of expected) {
      const payment = paymentOf({ debtorNumber })
      const record = await pay(payment)
      expect(outcomesOf(record)).toEqual({ 'EFRuP@4.0.0': 'none', '901@4.0.0': outcome, '902@4.0.0': '.01' })
      expect(record.typologyResults).toMatchObject([{ cfg: '999-901-902@4.0.0', score }])
      expect(record.status).toBe(status)
      expect(await outboxKindsOf(payment)).toEqual(outbox)
    }
  })

  it('do not count as paid when they were rejected', async () => {
    const record = await pay(paymentOf({ status: 'RJCT' }))
    expect(outcomesOf(record)).toMatchObject({ '901@4.0.0': '.x00', '902@4.0.0': '.x00' })
    expect(record.status).toBe('NALT')
  })

  it('are answered the same and evaluated once, however often they are sent', async () => {
    const payment = paymentOf()
    const firstAnswers = [await send(payment.transfer), await send(payment.report)]
    await evaluationOf(payment)
    const again = [await send(payment.transfer), await send(payment.report), await send(payment.report)]
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(again.slice(0, 2)).toEqual(firstAnswers)
    const later = paymentOf()
    await pay(later)
    expect(await countEvaluationsOf(payment)).toBe(1)
  })

  it('are refused with 409 when an identification is used again for another content', async () => {
    const payment = paymentOf()
    await pay(payment)
    const changed = payment.transfer.body.replaceAll('1250.75', '9250.75')
    const answer = await send(payment.transfer, changed)
    expect(answer.status).toBe(409)
    expect(JSON.parse(answer.text)).toMatchObject({ statusCode: 409, code: 'PANTAU_MESSAGE_ID_REUSED' })
    const { rows } = await database.query<{ body: Buffer }>(
      'SELECT body FROM raw_history.message WHERE tenant_id = $1 AND message_id = $2',
      [TENANT_ID, payment.transfer.messageId],
    )
    expect(rows.map(({ body }) => body.toString())).toEqual([payment.transfer.body])
  })

  it('wait for their transfer when the status report comes first, and are evaluated when it is there', async () => {
    const payment = paymentOf()
    expect((await send(payment.report)).status).toBe(200)
    const parked = await database.query(
      'SELECT message_id FROM event_history.parked_message WHERE tenant_id = $1 AND end_to_end_id = $2',
      [TENANT_ID, payment.endToEndId],
    )
    expect(parked.rows).toEqual([{ message_id: payment.report.messageId }])
    expect(await countEvaluationsOf(payment)).toBe(0)
    expect((await send(payment.transfer)).status).toBe(200)
    const record = await evaluationOf(payment)
    expect(outcomesOf(record)).toMatchObject({ '901@4.0.0': '.01', '902@4.0.0': '.01' })
    expect(await countEvaluationsOf(payment)).toBe(1)
  })

  it('go to review and are to be stopped while a condition blocks the debtor account', async () => {
    const debtorNumber = 21
    const nowMs = Date.now()
    await insertCondition(pool, {
      tenantId: TENANT_ID,
      conditionId: randomUUID(),
      type: 'non-overridable-block',
      owner: { kind: 'account', id: `${accountNumber(debtorNumber)}BBAN${agentCode(debtorNumber)}` },
      perspectives: ['debtor'],
      eventTypes: ['pacs.002.001.12'],
      inceptionMs: nowMs - 60_000,
      reason: 'court order',
      user: 'e2e',
      createdAtMs: nowMs,
    })
    const blocked = paymentOf({ debtorNumber })
    const record = await pay(blocked)
    expect(outcomesOf(record)).toMatchObject({ 'EFRuP@4.0.0': 'block', '901@4.0.0': '.01' })
    expect(record.status).toBe('ALRT')
    expect(await outboxKindsOf(blocked)).toEqual(['alert', 'interdiction'])
    const received = paymentOf({ creditorNumber: debtorNumber })
    expect(outcomesOf(await pay(received))).toMatchObject({ 'EFRuP@4.0.0': 'none' })
  })

  it('leave nothing in quarantine', async () => {
    const { rows } = await database.query('SELECT stage, reason FROM evaluation.quarantine')
    expect(rows).toEqual([])
  })
})
