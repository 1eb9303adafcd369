import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_TENANT_ID, privilegeOf } from '@pantau/auth'
import { channels } from '@pantau/contracts'
import type { AcceptedEvent } from '@pantau/contracts'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { createLogger } from '@pantau/service-runtime'
import { activateConfiguration, connectStore, runMigrations } from '@pantau/store'
import { connectJetStreamTransport } from '@pantau/stream'
import type { Subscription, Transport } from '@pantau/stream'
import {
  builtProgram,
  createTestIssuer,
  findFreePort,
  postgresVariables,
  startJwksServer,
  startNats,
  startPostgres,
  waitUntil,
} from '@pantau/testkit'
import type { TestDatabase, TestNats, TestPostgres } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { messagePath } from '../src/index.ts'

/** On a machine that is busy with other tests. */
const PROCESS_TIMEOUT_MS = 240_000
const READY_TIMEOUT_MS = 120_000

/** All identifications of the examples hold it. */
const EXAMPLE_DAY = '20261104'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const { log } = createLogger({ service: 'test', version: '0', instance: 'test', level: 'silent' })

let main: string
let postgres: TestPostgres
let nats: TestNats
let database: TestDatabase
let director: Transport
let events: Subscription<AcceptedEvent>
beforeAll(async () => {
  ;[main, postgres, nats] = await Promise.all([builtProgram(MAIN), startPostgres(), startNats()])
  database = await postgres.createDatabase()
  await runMigrations({ url: database.url })
  const pool = await connectStore({
    url: database.url,
    applicationName: 'tms-test',
    poolMax: 1,
    statementTimeoutMs: 10_000,
  })
  const set = defaultConfigurationSet()
  await activateConfiguration(pool, { tenantId: DEFAULT_TENANT_ID, set, nowMs: Date.now() })
  await pool.close()
  const { stream, subject } = channels.eventDirector
  director = await connectJetStreamTransport({
    servers: [nats.url],
    name: 'event-director of the test',
    confirmTimeoutMs: 5_000,
    streams: [
      { name: stream, subjects: [subject], maxBytes: 16 * 1_048_576, maxAgeMs: 3_600_000, replicas: 1 },
    ],
    log,
  })
  events = await director.subscribe(channels.eventDirector)
})
afterAll(async () => {
  await director.close()
  await database.drop()
  await Promise.all([postgres.stop(), nats.stop()])
})

interface Started {
  readonly child: ChildProcess
  readonly url: string
  readonly health: string
}

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

async function start(
  changed: Readonly<Record<string, string>> = {},
  errors: 'inherit' | 'pipe' = 'inherit',
): Promise<Started> {
  const [port, healthPort] = [await findFreePort(), await findFreePort()]
  child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', errors],
    env: {
      PATH: process.env['PATH'],
      ...postgresVariables(database.url),
      PANTAU_NATS_URLS: nats.url,
      PANTAU_TMS_PORT: String(port),
      PANTAU_HEALTH_HOST: '127.0.0.1',
      PANTAU_HEALTH_PORT: String(healthPort),
      PANTAU_WARM_UP_MS: '0',
      ...changed,
    },
  })
  return { child, url: `http://127.0.0.1:${port}`, health: `http://127.0.0.1:${healthPort}` }
}

/** @param day that the identifications of the example are of */
async function post(
  { url }: Started,
  type: TransactionType,
  { authorization = '', day = EXAMPLE_DAY } = {},
): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization }
  const body = JSON.stringify(EXAMPLE_MESSAGES[type]).replaceAll(EXAMPLE_DAY, day)
  return (await fetch(url + messagePath(type), { method: 'POST', headers, body })).status
}

async function ready({ health }: Started): Promise<void> {
  await waitUntil(async () => (await fetch(`${health}/ready`)).status === 200, {
    what: 'readiness',
    timeoutMs: READY_TIMEOUT_MS,
  })
}

/** What `/health` says of it; undefined before it is served. */
async function state({ health }: Started): Promise<unknown> {
  const body: unknown = await (await fetch(`${health}/health`)).json()
  return typeof body === 'object' && body !== null && 'state' in body ? body.state : undefined
}

/** Rows and dead rows of all tables, as the space that they take, and what sequences have given. */
async function onRecord(): Promise<unknown> {
  const pool = await connectStore({
    url: database.url,
    applicationName: 'tms-test',
    poolMax: 1,
    statementTimeoutMs: 10_000,
  })
  try {
    return await pool.query({
      text: `SELECT (SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND oid >= 16384) AS bytes,
        (SELECT sum(last_value) FROM pg_sequences) AS given, (SELECT count(*) FROM raw_history.message) AS messages,
        (SELECT count(*) FROM event_history.account_state) AS accounts, (SELECT count(*) FROM configuration.layout) AS layouts`,
    })
  } finally {
    await pool.close()
  }
}

describe('the process', { timeout: PROCESS_TIMEOUT_MS }, () => {
  it('becomes ready, accepts, publishes to the broker, and stops as asked', async () => {
    const tms = await start()
    await ready(tms)
    expect(await post(tms, 'pacs.008.001.10')).toBe(200)
    expect(await post(tms, 'pacs.002.001.12')).toBe(200)
    expect(await post(tms, 'pain.001.001.11')).toBe(404)
    const [delivery] = await events.next(1)
    expect(delivery?.message.value().header.messageId).toBe('KENANGA-P2-20261104-40078')
    delivery?.ack()
    const metrics = await (await fetch(`${tms.health}/metrics`)).text()
    expect(metrics).toMatch(/pantau_tms_requests_total\{status="200",service="tms"\} 2/)
    // The status report alone is evaluated; each message is two round trips, and health and backlog are asked for besides.
    expect(metrics).toMatch(/^pantau_broker_messages_stored_total\{service="tms"\} 1$/m)
    expect(metrics).toMatch(/^pantau_postgres_round_trips_total\{service="tms"\} [1-9]/m)
    tms.child.kill('SIGTERM')
    const [code] = await once(tms.child, 'exit')
    expect(code).toBe(0)
  })
  it('warms up before it is ready, and nothing of that is in tables, streams and metrics', async () => {
    const before = await onRecord()
    const tms = await start({ PANTAU_WARM_UP_MS: '60000' })
    await waitUntil(async () => (await state(tms)) === 'warming up', {
      what: 'the warm-up',
      timeoutMs: READY_TIMEOUT_MS,
    })
    expect((await fetch(`${tms.health}/health`)).status).toBe(200)
    expect((await fetch(`${tms.health}/ready`)).status).toBe(503)
    await expect(post(tms, 'pacs.008.001.10')).rejects.toThrow()
    await ready(tms)
    expect(await onRecord()).toEqual(before)
    const metrics = await (await fetch(`${tms.health}/metrics`)).text()
    const counted = /^pantau_tms_\w+(?:total|count)(?:\{[^}]*\})? (.*)$/gm
    const counts = [...metrics.matchAll(counted)].map((match) => match[1])
    expect(counts.length).toBeGreaterThan(10)
    expect(new Set(counts)).toEqual(new Set(['0']))
    expect(metrics).toMatch(/^pantau_warm_up_seconds\{service="tms"\} \d/m)
    expect(await post(tms, 'pacs.008.001.10', { day: '20261105' })).toBe(200)
    expect(await post(tms, 'pacs.002.001.12', { day: '20261105' })).toBe(200)
    const [first] = await events.next(10)
    expect(first?.message.value().header.messageId).toBe('KENANGA-P2-20261105-40078')
    first?.ack()
  })

  it('stops at once when it is told to while it warms up', async () => {
    const tms = await start({ PANTAU_WARM_UP_MS: '60000' })
    await waitUntil(async () => (await state(tms)) === 'warming up', {
      what: 'the warm-up',
      timeoutMs: READY_TIMEOUT_MS,
    })
    tms.child.kill('SIGTERM')
    const [code] = await once(tms.child, 'exit')
    expect(code).toBe(0)
  })

  it('takes messages from who shows a token, once the keys of its issuer can be read', async () => {
    const issuer = createTestIssuer()
    const keys = await startJwksServer(() => issuer.jwks())
    await keys.stop()
    const tms = await start({
      PANTAU_AUTHENTICATED: 'true',
      PANTAU_AUTH_JWKS_URL: keys.url,
      PANTAU_AUTH_ISSUER: issuer.issuer,
      PANTAU_AUTH_AUDIENCE: issuer.audience,
    })
    await waitUntil(async () => (await fetch(`${tms.health}/ready`)).status === 503, {
      what: 'the process to wait for keys',
      timeoutMs: READY_TIMEOUT_MS,
    })
    await keys.startAgain()
    await ready(tms)
    expect(await post(tms, 'pacs.008.001.10')).toBe(401)
    const claims = [privilegeOf('POST', messagePath('pacs.008.001.10'))]
    expect(await post(tms, 'pacs.008.001.10', { authorization: issuer.bearer({ claims }) })).toBe(200)
    await keys.stop()
  })

  it('does not start with settings that do not fit together, and says all that is wrong', async () => {
    const tms = await start({ PANTAU_TMS_HOST: '0.0.0.0', PANTAU_AUTH_ISSUER: 'https://id.example' }, 'pipe')
    let errors = ''
    tms.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text
    })
    const [code] = await once(tms.child, 'close')
    expect(code).toBe(2)
    expect(errors).toContain('PANTAU_AUTHENTICATED is not true')
    expect(errors).toContain('PANTAU_INSECURE_ALLOWED=true')
  })
})
