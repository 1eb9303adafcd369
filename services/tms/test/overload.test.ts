import { Agent } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAuthenticator, DEFAULT_TENANT_ID, privilegeOf } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import { compileConfiguration } from '@pantau/evaluation'
import type { TransactionType } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createLogger, createMetrics, parseSettings } from '@pantau/service-runtime'
import type { Metrics } from '@pantau/service-runtime'
import { activateConfiguration, connectStore, createConfigurationCatalog, runMigrations } from '@pantau/store'
import type { ConfigurationCatalog, StorePool } from '@pantau/store'
import { createMemoryTransport } from '@pantau/stream'
import type { Transport } from '@pantau/stream'
import { createTestIssuer, startPostgres, waitUntil } from '@pantau/testkit'
import type { TestDatabase, TestPostgres } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { BULK_PATH, composeTms, messagePath, settings as schema } from '../src/index.ts'
import type { TmsComposeSettings, TmsComposition } from '../src/index.ts'
import { firstAnswers } from './first-answers.ts'
import { ids, reportText, transferText } from './numbered-payments.ts'
import { postText, rawConnection } from './raw-connection.ts'
import { sendOver } from './send-over.ts'
import type { Answer } from './send-over.ts'
import { whileNothingCommits } from './while-nothing-commits.ts'
import { tokenAuthenticator } from './token-authenticator.ts'

const TRANSFER: TransactionType = 'pacs.008.001.10'
/** Of which initiations may take two fifths, and bulks less. */
const IN_PROGRESS_MAX = 40
const ADMITTED = 16
const BULK_ADMITTED = 10
/** One of two tenants, of initiations. */
const SHARE = 15
const OTHER_TENANT = 'tenant-002'
const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })

let postgres: TestPostgres
let database: TestDatabase
let pool: StorePool
let configurations: ConfigurationCatalog
beforeAll(async () => {
  postgres = await startPostgres()
  database = await postgres.createDatabase()
  await runMigrations({ url: database.url })
  pool = await connectStore({
    url: database.url,
    applicationName: 'tms-test',
    poolMax: 8,
    statementTimeoutMs: 30_000,
  })
  const set = defaultConfigurationSet()
  for (const tenantId of [DEFAULT_TENANT_ID, OTHER_TENANT]) {
    await activateConfiguration(pool, { tenantId, set, nowMs: Date.now() })
  }
  configurations = await createConfigurationCatalog({
    pool,
    compile: (candidate) => compileConfiguration(candidate, ruleRegistry),
    onRefreshFailed: () => undefined,
  })
})
afterAll(async () => {
  await configurations.close()
  await pool.close()
  await database.drop()
  await postgres.stop()
})

let tms: TmsComposition
let transport: Transport
let metrics: Metrics
let agent: Agent
beforeEach(() => {
  agent = new Agent({ keepAlive: true })
})
afterEach(async () => {
  agent.destroy()
  await tms.stop()
  await transport.close()
})

async function start(
  changed: Partial<TmsComposeSettings>,
  authenticator: Authenticator = createAuthenticator({ enabled: false }),
): Promise<void> {
  transport = createMemoryTransport({ capacityMessages: 10_000, redeliverAfterMs: 60_000 })
  metrics = createMetrics({ name: 'tms', version: '0' })
  const required = {
    PANTAU_POSTGRES_URL: 'postgres://pantau@127.0.0.1/pantau',
    PANTAU_NATS_URLS: 'nats://127.0.0.1:4222',
  }
  const settings = {
    ...parseSettings(schema, required),
    port: 0,
    commitQueueMax: IN_PROGRESS_MAX,
    latencyTargetMs: 10_000,
    answerTimeoutMs: 60_000,
    ...changed,
  }
  tms = await composeTms({ settings, authenticator, pool, configurations, transport, log, metrics })
  await tms.start()
}

function send(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  return sendOver(agent, { port: tms.port() ?? 0, path, headers }, body)
}

function post(id: string, authorization = ''): Promise<Answer> {
  return send(messagePath(TRANSFER), transferText(id), { 'content-type': 'application/json', authorization })
}

function postReport(id: string): Promise<Answer> {
  return send(messagePath('pacs.002.001.12'), reportText(id), { 'content-type': 'application/json' })
}

async function recordedCount(prefix: string): Promise<number> {
  const rows = await pool.query<{ readonly count: number }>({
    text: 'SELECT count(*)::int AS count FROM raw_history.message WHERE message_id LIKE $1',
    values: [`P8-${prefix}-%`],
  })
  return rows[0]?.count ?? 0
}

async function inProgress(): Promise<number> {
  return Number(/^pantau_tms_in_progress_messages\{.*\} (\d+)$/m.exec(await metrics.render())?.[1])
}

describe('a database that does not keep up', () => {
  it('gets as much as it may have; the excess is refused meanwhile, nothing is lost, and it recovers', async () => {
    await start({})
    const all = ids('slow', 100)
    let answers: readonly Promise<Answer>[] = []
    await whileNothingCommits(pool, async () => {
      answers = all.map((id) => post(id))
      const refusals = await firstAnswers(answers, all.length - ADMITTED)
      expect(refusals).toHaveLength(all.length - ADMITTED)
      for (const { status, headers, body } of refusals) {
        expect([status, JSON.parse(body)]).toMatchObject([503, { code: 'PANTAU_OVERLOADED' }])
        expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1)
      }
      expect(new Set(refusals.map(({ headers }) => headers['retry-after'])).size).toBeGreaterThan(1)
      for (const path of ['/', '/health']) {
        expect((await fetch(`http://127.0.0.1:${tms.port()}${path}`)).status).toBe(200)
      }
      expect(await inProgress()).toBe(ADMITTED)
    })
    const statuses = (await Promise.all(answers)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(ADMITTED)
    expect(await recordedCount('slow')).toBe(ADMITTED)
    expect(await inProgress()).toBe(0)
    for (const id of all) {
      expect((await post(id)).status).toBe(200)
    }
    expect(await recordedCount('slow')).toBe(all.length)
    const text = await metrics.render()
    expect(text).toMatch(/pantau_tms_refused_total\{reason="limit",service="tms"\} 84/)
    expect(text).toMatch(/pantau_tms_commit_duration_seconds_count\{service="tms"\} 116/)
  })

  it('is not given more when the time of those who wait is over', async () => {
    await start({ answerTimeoutMs: 100 })
    const first = ids('late', ADMITTED)
    await whileNothingCommits(pool, async () => {
      const late = await Promise.all(first.map((id) => post(id)))
      expect(late.map(({ body }) => JSON.parse(body))).toMatchObject(
        first.map(() => ({ code: 'PANTAU_UNAVAILABLE' })),
      )
      expect(JSON.parse((await post('late-more')).body)).toMatchObject({ code: 'PANTAU_OVERLOADED' })
      expect(await inProgress()).toBe(ADMITTED)
    })
    await waitUntil(async () => (await inProgress()) === 0, { what: 'the end of what went on' })
    expect(await recordedCount('late')).toBe(ADMITTED)
    expect((await post('late-more')).status).toBe(200)
  })

  it('refuses before a body has come, keeps the connection, and does not take the body for a message', async () => {
    await start({})
    const first = ids('early', ADMITTED)
    const body = transferText('early-more')
    const text = postText(messagePath(TRANSFER), body)
    const head = text.slice(0, text.length - body.length)
    const connection = await rawConnection(tms.port() ?? 0)
    let answers: readonly Promise<Answer>[] = []
    await whileNothingCommits(pool, async () => {
      answers = first.map((id) => post(id))
      await waitUntil(async () => (await inProgress()) === ADMITTED, { what: 'all places to be taken' })
      connection.send(head)
      expect(await connection.received('PANTAU_OVERLOADED')).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: \d+/)
    })
    await Promise.all(answers)
    connection.send(body)
    connection.send(text)
    expect(await connection.received('200 OK')).toContain('Transaction is valid')
    connection.leave()
    expect(await recordedCount('early')).toBe(ADMITTED + 1)
    expect(await metrics.render()).toMatch(/pantau_tms_requests_total\{status="503",service="tms"\} 1/)
  })

  it('takes the status reports of what it has accepted while it refuses initiations', async () => {
    await start({})
    const accepted = ids('reported', ADMITTED)
    for (const id of accepted) {
      expect((await post(id)).status).toBe(200)
    }
    let initiations: readonly Promise<Answer>[] = []
    let reports: readonly Promise<Answer>[] = []
    await whileNothingCommits(pool, async () => {
      initiations = ids('beyond', ADMITTED).map((id) => post(id))
      await waitUntil(async () => (await inProgress()) === ADMITTED, { what: 'the places of initiations' })
      reports = accepted.map((id) => postReport(id))
      await waitUntil(async () => (await inProgress()) === 2 * ADMITTED, { what: 'the places of reports' })
      expect((await post('beyond-more')).status).toBe(503)
    })
    const statuses = (await Promise.all([...initiations, ...reports])).map(({ status }) => status)
    expect(statuses).toEqual(statuses.map(() => 200))
  })

  it('slows a bulk down to what there is room for, and loses nothing of it', async () => {
    await start({})
    const all = ids('bulk', 300)
    let answer: Promise<Answer> | undefined
    let beside: readonly Promise<Answer>[] = []
    await whileNothingCommits(pool, async () => {
      answer = send(BULK_PATH, all.map(transferText).join('\n'), { 'content-type': 'application/x-ndjson' })
      await waitUntil(async () => (await inProgress()) === BULK_ADMITTED, {
        what: 'the room for bulks',
      })
      beside = ids('beside', 6).map((id) => post(id))
      await waitUntil(async () => (await inProgress()) === ADMITTED, { what: 'the places beside it' })
    })
    expect((await Promise.all(beside)).map(({ status }) => status)).toEqual(beside.map(() => 200))
    const lines = ((await answer)?.body ?? '').trimEnd().split('\n')
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
      all.map((id, index) => ({
        line: index + 1,
        status: 200,
        messageId: `P8-${id}`,
        message: 'Transaction is valid',
      })),
    )
    expect(await recordedCount('bulk')).toBe(all.length)
  })
})

describe('a tenant that sends too much', () => {
  const issuer = createTestIssuer()
  const claims = [privilegeOf('POST', messagePath(TRANSFER))]
  const noisy = issuer.bearer({ tenantId: DEFAULT_TENANT_ID, claims })
  const quiet = issuer.bearer({ tenantId: OTHER_TENANT, claims })

  it('leaves others their share', async () => {
    await start({}, tokenAuthenticator(issuer))
    let theirs: readonly Promise<Answer>[] = []
    let ours: readonly Promise<Answer>[] = []
    await whileNothingCommits(pool, async () => {
      theirs = ids('noisy', 100).map((id) => post(id, noisy))
      await firstAnswers(theirs, 100 - ADMITTED)
      ours = ids('quiet', SHARE).map((id) => post(id, quiet))
      await waitUntil(async () => (await inProgress()) === ADMITTED + SHARE, { what: 'their places' })
      expect(JSON.parse((await post('quiet-more', quiet)).body)).toMatchObject({ code: 'PANTAU_OVERLOADED' })
    })
    expect((await Promise.all(ours)).map(({ status }) => status)).toEqual(ours.map(() => 200))
    expect((await Promise.all(theirs)).filter(({ status }) => status === 200)).toHaveLength(ADMITTED)
    expect(await metrics.render()).toMatch(/pantau_tms_refused_total\{reason="share",service="tms"\} 1/)
  })

  it('is held to its rate, and told about it', async () => {
    await start({ tenantRateMax: 2 }, tokenAuthenticator(issuer))
    const answers = [await post('rate-0', noisy), await post('rate-1', noisy), await post('rate-2', noisy)]
    expect(answers.slice(0, 2).map(({ status, headers }) => [status, headers['ratelimit-policy']])).toEqual([
      [200, '"tenant";q=2;w=1'],
      [200, '"tenant";q=2;w=1'],
    ])
    // The third came while the bucket was refilling, or after.
    const refused = await waitUntil(
      async () => {
        const all = await Promise.all(ids('rate-more', 5).map((id) => post(id, noisy)))
        return all.find(({ status }) => status === 429)
      },
      { what: 'a refusal' },
    )
    expect(JSON.parse(refused.body)).toMatchObject({ statusCode: 429, code: 'PANTAU_RATE_LIMITED' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    expect(refused.headers['ratelimit']).toMatch(/^"tenant";r=0;t=\d+$/)
    expect((await post('rate-quiet', quiet)).status).toBe(200)
  })
})

describe('callers who are not known', () => {
  it('get the least of the places, and learn that they are not known', async () => {
    await start({}, tokenAuthenticator(createTestIssuer()))
    expect((await post('unknown')).status).toBe(401)
    expect(await metrics.render()).toMatch(
      /pantau_tms_admitted_total\{priority="unidentified",service="tms"\} 1/,
    )
    expect(await inProgress()).toBe(0)
  })
})
