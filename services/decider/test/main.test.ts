import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { DEFAULT_TENANT_ID } from '@pantau/auth'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { messagePath } from '@pantau/service-tms'
import { activateConfiguration, connectStore, readLedger, runMigrations } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { builtProgram, findFreePort, postgresVariables, startPostgres, waitUntil } from '@pantau/testkit'
import type { TestDatabase, TestPostgres } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

/** On a machine that is busy with other tests. */
const PROCESS_TIMEOUT_MS = 240_000
const READY_TIMEOUT_MS = 120_000
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

let main: string
let postgres: TestPostgres
let database: TestDatabase
let pool: StorePool
beforeAll(async () => {
  ;[main, postgres] = await Promise.all([builtProgram(MAIN), startPostgres()])
  database = await postgres.createDatabase()
  await runMigrations({ url: database.url })
  const applicationName = 'decider-test'
  pool = await connectStore({ url: database.url, applicationName, poolMax: 1, statementTimeoutMs: 10_000 })
  const set = defaultConfigurationSet()
  await activateConfiguration(pool, { tenantId: DEFAULT_TENANT_ID, set, nowMs: Date.now() })
})
afterAll(async () => {
  await pool.close()
  await database.drop()
  await postgres.stop()
})

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

/** The process, with a broker that nobody can reach. */
async function start(warmUpMs: number) {
  const [port, healthPort, nobodysPort] = await Promise.all([findFreePort(), findFreePort(), findFreePort()])
  child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      ...postgresVariables(database.url),
      PANTAU_NATS_URLS: `nats://127.0.0.1:${nobodysPort}`,
      PANTAU_TMS_PORT: String(port),
      PANTAU_HEALTH_HOST: '127.0.0.1',
      PANTAU_HEALTH_PORT: String(healthPort),
      PANTAU_WARM_UP_MS: String(warmUpMs),
    },
  })
  const health = `http://127.0.0.1:${healthPort}`
  await waitUntil(async () => (await fetch(`${health}/ready`)).status === 200, {
    what: 'readiness',
    timeoutMs: READY_TIMEOUT_MS,
  })
  return { child, health, url: `http://127.0.0.1:${port}` }
}

async function post(url: string, type: TransactionType): Promise<number> {
  return (await preferring('handling=lenient', url, type)).status
}

async function preferring(prefer: string, url: string, type: TransactionType): Promise<Response> {
  const headers = { 'content-type': 'application/json', prefer }
  const body = JSON.stringify(EXAMPLE_MESSAGES[type])
  return fetch(url + messagePath(type), { method: 'POST', headers, body })
}

/** Of the status report, as its caller is told. */
async function decisionFor(url: string): Promise<unknown> {
  const answer = await preferring('wait=8', url, 'pacs.002.001.12')
  expect([answer.status, answer.headers.get('preference-applied')]).toEqual([200, 'wait=8'])
  const body: unknown = await answer.json()
  return typeof body === 'object' && body !== null && 'decision' in body ? body.decision : undefined
}

describe('the process', { timeout: PROCESS_TIMEOUT_MS }, () => {
  it('has decided when it answers, while the broker is away, and nothing of its warm-up is on record', async () => {
    const decider = await start(2_000)
    expect(await readLedger(pool, {})).toEqual([])
    const before = await (await fetch(`${decider.health}/metrics`)).text()
    expect(before).toMatch(/^pantau_warm_up_seconds\{service="decider"\} \d/m)
    expect(before).toMatch(/^pantau_decider_left_events_total\{service="decider"\} 0$/m)

    expect(await post(decider.url, 'pacs.008.001.10')).toBe(200)
    expect(await readLedger(pool, {})).toMatchObject([{ accepted: 1, recorded: 1, decided: 0 }])
    const decision = await decisionFor(decider.url)
    expect(decision).toMatchObject({
      state: 'decided',
      action: 'proceed',
      status: 'NALT',
      typologyResult: [],
    })
    const decided = { accepted: 2, recorded: 1, decided: 1, waiting: 0, balanced: true }
    expect(await readLedger(pool, {})).toMatchObject([decided])
    expect(await decisionFor(decider.url)).toEqual(decision)
    expect(await post(decider.url, 'pacs.002.001.12')).toBe(200)
    expect(await readLedger(pool, {})).toMatchObject([decided])

    decider.child.kill('SIGTERM')
    expect(await once(decider.child, 'exit')).toEqual([0, null])
  })
})
