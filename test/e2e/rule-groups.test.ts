import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedEventCodec, channels, createFactLayout, Encoded, PackedFacts } from '@pantau/contracts'
import type { EvaluationRecord, EventFacts } from '@pantau/contracts'
import { compileConfiguration } from '@pantau/evaluation'
import { buildServices } from '@pantau/loadtest'
import { acceptAttempts, captureFacts, createMemoryBook } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import type { CapturedFacts } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createLogger } from '@pantau/service-runtime'
import {
  activateConfiguration,
  connectStore,
  createLayouts,
  insertLayouts,
  runMigrations,
} from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { connectJetStreamTransport } from '@pantau/stream'
import type { Transport } from '@pantau/stream'
import { postgresVariables, startNats, startPostgres, startRedis, waitUntil } from '@pantau/testkit'
import type { TestDatabase, TestNats, TestPostgres, TestRedis } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'

/** Every stage as a process of its own, rules in two groups of which one runs on threads, on real servers. */

const START_TIMEOUT_MS = 120_000
const TENANT = 'DEFAULT'
const GROUPS = JSON.stringify({ creditor: ['902@4.0.0'] })
const { log } = createLogger({ service: 'test', version: '0', instance: 'test', level: 'silent' })

let postgres: TestPostgres
let nats: TestNats
let redis: TestRedis
let database: TestDatabase
let pool: StorePool
let transport: Transport
let digest: string
const children = new Map<string, ChildProcess>()

function startService(folder: string, name: string, extra: Readonly<Record<string, string>>): void {
  const main = fileURLToPath(new URL(`../../services/${folder}/dist/main.js`, import.meta.url))
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      ...postgresVariables(database.url),
      PANTAU_NATS_URLS: nats.url,
      PANTAU_HEALTH_HOST: '127.0.0.1',
      PANTAU_HEALTH_PORT: '0',
      PANTAU_STREAM_MAX_BYTES: '16MiB',
      PANTAU_LOG_LEVEL: 'warn',
      ...extra,
    },
  })
  children.set(name, child)
}

beforeAll(async () => {
  await buildServices()
  ;[postgres, nats, redis] = await Promise.all([startPostgres(), startNats(), startRedis()])
  database = await postgres.createDatabase()
  await runMigrations({ url: database.url })
  pool = await connectStore({
    url: database.url,
    applicationName: 'stage-services-test',
    poolMax: 2,
    statementTimeoutMs: 10_000,
  })
  digest = await activateConfiguration(pool, {
    tenantId: TENANT,
    set: defaultConfigurationSet(),
    nowMs: Date.now(),
  })
  startService('event-director', 'event-director', { PANTAU_RULE_GROUPS: GROUPS })
  startService('rule-processor', 'rule-processor', { PANTAU_RULE_GROUPS: GROUPS })
  startService('rule-processor', 'rule-processor creditor', {
    PANTAU_RULE_GROUPS: GROUPS,
    PANTAU_RULE_GROUP: 'creditor',
    PANTAU_RULE_EXECUTION: 'pooled',
    PANTAU_RULE_THREADS: '1',
  })
  startService('typology-processor', 'typology-processor', { PANTAU_VALKEY_URL: redis.url })
  startService('tadp', 'tadp', {})
  const { stream, subject } = channels.eventDirector
  transport = await connectJetStreamTransport({
    servers: [nats.url],
    name: 'test',
    confirmTimeoutMs: 5_000,
    streams: [{ name: stream, subjects: [subject], maxBytes: 16_777_216, maxAgeMs: 86_400_000, replicas: 1 }],
    log,
  })
})
afterAll(async () => {
  for (const child of children.values()) {
    child.kill('SIGKILL')
  }
  await transport?.close()
  await pool?.close()
  await database?.drop()
  await Promise.all([postgres?.stop(), nats?.stop(), redis?.stop()])
})

/** The facts as `tms` publishes them, under a layout that is on record. */
async function packed(facts: CapturedFacts): Promise<PackedFacts> {
  const layout = createLayouts().of(Object.keys(facts))
  await pool.query(insertLayouts([layout]))
  return new PackedFacts(layout.id, createFactLayout(layout.names).pack(facts))
}

/** The facts as they were published once. */
async function keyed(facts: CapturedFacts): Promise<CapturedFacts> {
  return facts
}

async function underNoLayout(facts: CapturedFacts): Promise<PackedFacts> {
  return new PackedFacts('unheard-of', Object.values(facts))
}

/** Publishes an accepted payment with as many earlier payments of its debtor within the hour. */
async function publish(
  messageId: string,
  earlier: number,
  {
    configDigest = digest,
    travelling = packed,
  }: { configDigest?: string; travelling?: (facts: CapturedFacts) => Promise<EventFacts> } = {},
): Promise<void> {
  const payment = createExamplePayment({ messageId, tenantId: TENANT })
  const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
  const facts = 'compiled' in compilation ? compilation.compiled.planFor(payment.transactionType)?.facts : []
  const attempts = Array.from({ length: earlier }, (_, index) => ({
    accountId: payment.instruction.debtor.accountId,
    direction: 'sent' as const,
    atMs: payment.occurredAtMs - 1_000 * (index + 1),
  }))
  const book = createMemoryBook()
  acceptAttempts(book, payment, attempts)
  const message = Encoded.ofValue(acceptedEventCodec, {
    header: {
      tenantId: TENANT,
      transactionType: payment.transactionType,
      messageId,
      acceptedAtMs: Date.now(),
      configDigest,
      dataPreparationNs: 1,
      eventDirectorNs: 0,
    },
    payment,
    facts: await travelling(captureFacts(facts ?? [], payment, book.history(payment))),
  })
  await transport.publish([{ channel: channels.eventDirector, message }])
}

async function stored(messageId: string): Promise<Pick<EvaluationRecord, 'status'> | undefined> {
  const [row] = await pool.query<{ status: 'ALRT' | 'NALT' }>({
    text: 'SELECT status FROM evaluation.record WHERE message_id = $1',
    values: [messageId],
  })
  return row
}

async function outboxKinds(messageId: string): Promise<string[]> {
  const rows = await pool.query<{ kind: string }>({
    text: 'SELECT kind FROM evaluation.outbox WHERE message_id = $1 ORDER BY id',
    values: [messageId],
  })
  return rows.map(({ kind }) => kind)
}

async function quarantined(messageId: string, count: number) {
  return waitUntil(
    async () => {
      const found = await pool.query<{ stage: string; reason: string }>({
        text: 'SELECT stage, reason FROM evaluation.quarantine WHERE message_id = $1',
        values: [messageId],
      })
      return found.length >= count ? found : undefined
    },
    { what: 'the quarantine' },
  )
}

describe('rules in two groups, every stage a service of its own', () => {
  it('decide an accepted payment', { timeout: START_TIMEOUT_MS }, async () => {
    await publish('STATUS-calm', 0)
    await publish('STATUS-pace', 5)
    await publish('STATUS-keyed', 5, { travelling: keyed })
    await waitUntil(async () => (await stored('STATUS-pace')) !== undefined, {
      what: 'the decision',
      timeoutMs: START_TIMEOUT_MS,
    })
    await waitUntil(async () => (await stored('STATUS-calm')) !== undefined, { what: 'the decision' })
    await waitUntil(async () => (await stored('STATUS-keyed')) !== undefined, { what: 'the decision' })
    expect(await stored('STATUS-calm')).toEqual({ status: 'NALT' })
    expect(await outboxKinds('STATUS-calm')).toEqual([])
    expect(await stored('STATUS-pace')).toEqual({ status: 'ALRT' })
    expect(await outboxKinds('STATUS-pace')).toEqual(['alert', 'interdiction'])
    expect(await stored('STATUS-keyed')).toEqual({ status: 'ALRT' })
  })

  it('put what has no configuration into quarantine', async () => {
    await publish('STATUS-lost', 0, { configDigest: 'unheard-of' })
    expect(await quarantined('STATUS-lost', 1)).toEqual([
      { stage: 'event-director', reason: 'No configuration was ever activated under the digest unheard-of' },
    ])
  })

  it('put what has facts under no layout into quarantine, each group its part', async () => {
    await publish('STATUS-nameless', 0, { travelling: underNoLayout })
    const refused = { stage: 'rule-processor', reason: 'No layout of facts is on record under unheard-of' }
    expect(await quarantined('STATUS-nameless', 2)).toEqual([refused, refused])
  })

  it('stop as asked', async () => {
    const codes = await Promise.all(
      [...children].map(async ([name, child]) => {
        if (child.exitCode === null) {
          child.kill('SIGTERM')
          await once(child, 'exit')
        }
        return [name, child.exitCode]
      }),
    )
    expect(codes).toEqual([...children.keys()].map((name) => [name, 0]))
  })
})
