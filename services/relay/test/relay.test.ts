import { connect } from '@nats-io/transport-node'
import type { Msg, NatsConnection } from '@nats-io/transport-node'
import { assembleReport } from '@pantau/evaluation'
import { minorUnitExponent } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createLogger } from '@pantau/service-runtime'
import { loadEvaluation } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { createMemoryTransport } from '@pantau/stream'
import { decodeDocument } from '@pantau/tazama-wire'
import { startNats, startPostgres, waitUntil } from '@pantau/testkit'
import type { TestNats, TestPostgres } from '@pantau/testkit'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { composeDestinations } from '../src/compose-destinations.ts'
import { createExplainer } from '../src/create-explainer.ts'
import { createRelay } from '../src/relay.ts'
import { activateShipped, evaluatePayment, openDatabase } from './evaluated-payment.ts'
import { openReceiver } from './open-receiver.ts'
import { relaySettings } from './relay-settings.ts'

const TENANT = 'melati'
const BLOCKED = { '901@4.0.0': '.03', 'EFRuP@4.0.0': 'block' }
const STOPPED = { '901@4.0.0': '.03' }

let postgres: TestPostgres
let server: TestNats
let nats: NatsConnection

beforeAll(async () => {
  postgres = await startPostgres()
  server = await startNats()
  nats = await connect({ servers: server.url })
})
afterAll(async () => {
  await nats.close()
  await server.stop()
  await postgres.stop()
})

/** Everything that is published from now on, until the test ends. */
async function subscribeAll(): Promise<Msg[]> {
  const messages: Msg[] = []
  const subscription = nats.subscribe('>', {
    callback: (error, message) => {
      if (error === null && !message.subject.startsWith('_INBOX')) {
        messages.push(message)
      }
    },
  })
  await nats.flush()
  onTestFinished(() => subscription.unsubscribe())
  return messages
}

/** A relay with the given settings, until it is stopped or the test ends. */
async function startRelay(
  pool: StorePool,
  environment: Readonly<Record<string, string>>,
): Promise<() => Promise<void>> {
  const settings = relaySettings({ PANTAU_RELAY_POLL_MS: '10', ...environment })
  const { log } = createLogger({ service: 'relay', version: '0', instance: 'test', level: 'silent' })
  const transport = createMemoryTransport({ capacityMessages: 10, redeliverAfterMs: 60_000 })
  const destinations = composeDestinations(settings, {
    connectNats: () => () => nats,
    nowMs: () => Date.now(),
  })
  const relay = createRelay(
    { settings, log },
    {
      pool,
      transport,
      destinations,
      ...(settings.reportExplanation ? { explain: createExplainer(ruleRegistry) } : {}),
    },
  )
  await relay.start()
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> =>
    (stopped ??= Promise.resolve(relay.stop?.()).then(() => transport.close()))
  onTestFinished(stop)
  return stop
}

async function evaluated(pool: StorePool, endToEndId: string, outcomes: Readonly<Record<string, string>>) {
  const configuration = await activateShipped(pool, TENANT)
  const record = await evaluatePayment(pool, { tenantId: TENANT, configuration, endToEndId, outcomes })
  const stored = await loadEvaluation(pool, record.header)
  if (stored === undefined) {
    throw new TypeError('The evaluation was just stored')
  }
  const report = assembleReport({
    evaluation: stored.record,
    configuration: stored.configuration,
    document: JSON.parse(Buffer.from(stored.body).toString()) as Record<string, unknown>,
    ...(stored.instruction === undefined ? {} : { instruction: stored.instruction }),
    minorUnitExponent,
  })
  return { record, report }
}

async function pendingOf(pool: StorePool): Promise<unknown> {
  const rows = await pool.query({
    text: `SELECT (SELECT count(*) FROM evaluation.outbox WHERE NOT expanded) AS new,
      (SELECT count(*) FROM evaluation.delivery WHERE delivered_at IS NULL) AS due,
      (SELECT count(*) FROM evaluation.delivery WHERE delivered_at IS NOT NULL) AS delivered`,
  })
  return rows[0]
}

describe('over NATS', () => {
  it('publishes an alert and an interdiction as JSON, each with an id of its own', async () => {
    const { pool } = await openDatabase(postgres)
    const messages = await subscribeAll()
    const { record, report } = await evaluated(pool, 'E2E-1', STOPPED)
    await startRelay(pool, {})
    await waitUntil(() => messages.length === 2, { what: 'two messages' })
    const bySubject = new Map(messages.map((message) => [message.subject, message]))
    expect(bySubject.get('investigation-service')?.json()).toEqual({
      report: report.report,
      transaction: report.transaction,
      networkMap: report.networkMap,
    })
    expect(bySubject.get('interdiction-service')?.json()).toEqual({
      typologyResult: report.report.tadpResult.typologyResult[0],
      transaction: report.transaction,
      networkMap: report.networkMap,
      DataCache: report.dataCache,
      metaData: report.report.metaData,
    })
    const ids = messages.map((message) => message.headers?.get('Nats-Msg-Id'))
    expect(new Set(ids).size).toBe(2)
    expect(ids.every((id) => id?.startsWith(`${record.evaluationId}-`) === true)).toBe(true)
    await waitUntil(async () => JSON.stringify(await pendingOf(pool)) === '{"new":0,"due":0,"delivered":2}', {
      what: 'the deliveries to be marked',
    })
  })

  it('says why in a member of its own, only where that is asked for', async () => {
    const { pool } = await openDatabase(postgres)
    const messages = await subscribeAll()
    const { record, report } = await evaluated(pool, 'E2E-6', { '901@4.0.0': '.02' })
    await startRelay(pool, { PANTAU_REPORT_EXPLANATION: 'true' })
    await waitUntil(() => messages.length === 1, { what: 'the alert' })
    expect(messages[0]?.json()).toEqual({
      report: report.report,
      transaction: report.transaction,
      networkMap: report.networkMap,
      explanation: expect.objectContaining({
        evaluationId: record.evaluationId,
        messageId: record.header.messageId,
        rules: [
          expect.objectContaining({
            ruleId: '901@4.0.0',
            outcome: '.02',
            otherBands: [expect.anything(), expect.anything()],
            facts: [expect.objectContaining({ captured: { count: 1, saturated: false } })],
          }),
          expect.objectContaining({ ruleId: '902@4.0.0' }),
        ],
      }),
    })
  })

  it('publishes the protobuf message per tenant, and a block on a subject of its own', async () => {
    const { pool } = await openDatabase(postgres)
    const messages = await subscribeAll()
    const { report } = await evaluated(pool, 'E2E-2', BLOCKED)
    await startRelay(pool, {
      PANTAU_RELAY_FORMAT: 'protobuf',
      PANTAU_RELAY_SUBJECT_SCOPE: 'tenant',
      PANTAU_RELAY_INTERDICTION_TP_SUBJECT: 'interdiction-service-tp',
      PANTAU_RELAY_INTERDICTION_EF_SUBJECT: 'interdiction-service-ef',
    })
    await waitUntil(() => messages.length === 2, { what: 'two messages' })
    const bySubject = new Map(messages.map((message) => [message.subject, decodeDocument(message.data)]))
    expect(bySubject.get(`investigation-service-${TENANT}`)).toEqual({
      report: report.report,
      transaction: report.transaction,
      networkMap: report.networkMap,
    })
    expect(bySubject.get(`interdiction-service-ef-${TENANT}`)).toEqual({
      ruleResult: {
        id: 'EFRuP@4.0.0',
        tenantId: TENANT,
        cfg: 'none',
        subRuleRef: 'block',
        indpdntVarbl: 1,
        prcgTm: 10,
      },
      transaction: report.transaction,
      networkMap: report.networkMap,
      DataCache: report.dataCache,
      metaData: report.report.metaData,
    })
  })

  it('drops for good what is owed while alerts are suppressed', async () => {
    const { pool } = await openDatabase(postgres)
    const messages = await subscribeAll()
    await evaluated(pool, 'E2E-3', STOPPED)
    const stop = await startRelay(pool, { PANTAU_SUPPRESS_ALERTS: 'true' })
    await waitUntil(async () => JSON.stringify(await pendingOf(pool)) === '{"new":0,"due":0,"delivered":0}', {
      what: 'the outbox to be worked off',
    })
    await stop()
    await startRelay(pool, {})
    const { record } = await evaluated(pool, 'E2E-4', {})
    await waitUntil(() => messages.length > 0, { what: 'the alert of the second payment' })
    expect(
      messages.map((message) => message.json<{ report: { evaluationID: string } }>().report.evaluationID),
    ).toEqual([record.evaluationId])
  })
})

describe('over REST', () => {
  it('posts alerts and interdictions to their own addresses with a token, and repeats what was not taken', async () => {
    const { pool } = await openDatabase(postgres)
    const auth = await openReceiver(() => ({ statusCode: 200, body: 'a-token' }))
    const failures = [503]
    const bank = await openReceiver(() => ({ statusCode: failures.pop() ?? 202 }))
    const { report } = await evaluated(pool, 'E2E-5', STOPPED)
    await startRelay(pool, {
      PANTAU_RELAY_NATS: 'false',
      PANTAU_RELAY_REST_ALERT_URL: `${bank.url}/cases`,
      PANTAU_RELAY_REST_INTERDICTION_URL: `${bank.url}/holds`,
      PANTAU_RELAY_REST_AUTH_URL: auth.url,
      PANTAU_RELAY_REST_USERNAME: 'relay',
      PANTAU_RELAY_REST_PASSWORD: 'open sesame',
    })
    await waitUntil(async () => JSON.stringify(await pendingOf(pool)) === '{"new":0,"due":0,"delivered":2}', {
      what: 'both deliveries',
    })
    expect(auth.received).toHaveLength(1)
    expect(bank.received).toHaveLength(3)
    expect(new Set(bank.received.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer a-token']),
    )
    expect(new Set(bank.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(2)
    const alert = bank.received.find(({ path }) => path === '/cases')
    expect(JSON.parse(alert?.body.toString() ?? '')).toHaveProperty('report', report.report)
    const hold = bank.received.find(({ path }) => path === '/holds')
    expect(JSON.parse(hold?.body.toString() ?? '')).toHaveProperty('DataCache', report.dataCache)
  })
})
