import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { activateConfiguration, connectStore, runMigrations } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import {
  builtProgram,
  findFreePort,
  postgresVariables,
  startNats,
  startPostgres,
  waitUntil,
} from '@pantau/testkit'
import type { TestDatabase, TestNats, TestPostgres } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'

/** On a machine that is busy with other tests. */
const PROCESS_TIMEOUT_MS = 240_000
const READY_TIMEOUT_MS = 120_000
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

let main: string
let postgres: TestPostgres
let nats: TestNats
let database: TestDatabase
let pool: StorePool
beforeAll(async () => {
  ;[main, postgres, nats] = await Promise.all([builtProgram(MAIN), startPostgres(), startNats()])
  database = await postgres.createDatabase()
  await runMigrations({ url: database.url })
  pool = await connectStore({
    url: database.url,
    applicationName: 'evaluator-test',
    poolMax: 1,
    statementTimeoutMs: 10_000,
  })
  const set = defaultConfigurationSet()
  await activateConfiguration(pool, { tenantId: 'DEFAULT', set, nowMs: Date.now() })
})
afterAll(async () => {
  await pool.close()
  await database.drop()
  await Promise.all([postgres.stop(), nats.stop()])
})

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

async function start(warmUpMs: number): Promise<{ readonly child: ChildProcess; readonly health: string }> {
  const healthPort = await findFreePort()
  child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      ...postgresVariables(database.url),
      PANTAU_NATS_URLS: nats.url,
      PANTAU_HEALTH_HOST: '127.0.0.1',
      PANTAU_HEALTH_PORT: String(healthPort),
      PANTAU_WARM_UP_MS: String(warmUpMs),
    },
  })
  return { child, health: `http://127.0.0.1:${healthPort}` }
}

/** What of evaluations is on disk, dead rows included, and what else a start could leave behind. */
async function onRecord(): Promise<unknown> {
  return pool.query({
    text: `SELECT (SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND oid >= 16384) AS bytes,
      (SELECT sum(last_value) FROM pg_sequences) AS given, (SELECT count(*) FROM evaluation.record) AS evaluations,
      (SELECT count(*) FROM configuration.layout) AS layouts`,
  })
}

function stateIs(health: string, state: string): Promise<unknown> {
  return waitUntil(
    async () => {
      const body: unknown = await (await fetch(`${health}/health`)).json()
      return typeof body === 'object' && body !== null && 'state' in body && body.state === state
    },
    { what: `the state ${state}`, timeoutMs: READY_TIMEOUT_MS },
  )
}

describe('the process', { timeout: PROCESS_TIMEOUT_MS }, () => {
  it('warms up before it is ready, and nothing of that is in tables and metrics', async () => {
    const before = await onRecord()
    const evaluator = await start(60_000)
    await stateIs(evaluator.health, 'warming up')
    expect((await fetch(`${evaluator.health}/ready`)).status).toBe(503)
    await waitUntil(async () => (await fetch(`${evaluator.health}/ready`)).status === 200, {
      what: 'readiness',
      timeoutMs: READY_TIMEOUT_MS,
    })
    expect(await onRecord()).toEqual(before)
    const metrics = await (await fetch(`${evaluator.health}/metrics`)).text()
    const counted = /^pantau_(?:stage|rules)_\w+(?:total|count)(?:\{[^}]*\})? (.*)$/gm
    const counts = [...metrics.matchAll(counted)].map((match) => match[1])
    expect(counts.length).toBeGreaterThan(5)
    expect(new Set(counts)).toEqual(new Set(['0']))
    expect(metrics).toMatch(/^pantau_warm_up_seconds\{service="evaluator"\} \d/m)
    evaluator.child.kill('SIGTERM')
    expect(await once(evaluator.child, 'exit')).toEqual([0, null])
  })

  it('stops at once when it is told to while it warms up', async () => {
    const evaluator = await start(60_000)
    await stateIs(evaluator.health, 'warming up')
    evaluator.child.kill('SIGTERM')
    expect(await once(evaluator.child, 'exit')).toEqual([0, null])
  })

  it('is ready without a warm-up where the setting is 0', async () => {
    const evaluator = await start(0)
    await stateIs(evaluator.health, 'ready')
    expect(await (await fetch(`${evaluator.health}/metrics`)).text()).not.toContain('pantau_warm_up')
  })
})
