import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '@nats-io/transport-node'
import { runMigrations } from '@pantau/store'
import {
  builtProgram,
  createTestIssuer,
  findFreePort,
  postgresVariables,
  startNats,
  startPostgres,
  waitUntil,
} from '@pantau/testkit'
import type { TestDatabase, TestNats, TestPostgres } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mapOf } from './configuration-bench.ts'

/** On a machine that is busy with other tests. */
const PROCESS_TIMEOUT_MS = 240_000
const READY_TIMEOUT_MS = 120_000
const CONFIGURATION = '/v1/admin/configuration'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const issuer = createTestIssuer()

let main: string
let postgres: TestPostgres
let nats: TestNats
let database: TestDatabase
let folder: string
beforeAll(async () => {
  ;[main, postgres, nats] = await Promise.all([
    builtProgram(MAIN),
    startPostgres(),
    startNats({ jetstream: false }),
  ])
  database = await postgres.createDatabase()
  await runMigrations({ url: database.url })
  folder = await mkdtemp(join(tmpdir(), 'pantau-admin-'))
  await writeFile(join(folder, 'public.pem'), issuer.publicKeyPem())
})
afterAll(async () => {
  await database.drop()
  await Promise.all([postgres.stop(), nats.stop(), rm(folder, { recursive: true })])
})

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

interface Started {
  readonly url: string
  readonly process: ChildProcess
}

async function launch(changed: Readonly<Record<string, string>>): Promise<Started> {
  const [port, healthPort] = [await findFreePort(), await findFreePort()]
  const started = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      ...postgresVariables(database.url),
      PANTAU_ADMIN_PORT: String(port),
      PANTAU_HEALTH_HOST: '127.0.0.1',
      PANTAU_HEALTH_PORT: String(healthPort),
      ...changed,
    },
  })
  child = started
  return { url: `http://127.0.0.1:${port}`, process: started }
}

async function start(changed: Readonly<Record<string, string>>): Promise<Started> {
  const launched = await launch(changed)
  await waitUntil(async () => (await fetch(`${launched.url}/ready`)).status === 200, {
    what: 'admin to be ready',
    timeoutMs: READY_TIMEOUT_MS,
  })
  return launched
}

async function stop(started: ChildProcess): Promise<unknown> {
  const exited = once(started, 'exit')
  started.kill('SIGTERM')
  const [code] = (await exited) as readonly unknown[]
  return code
}

describe('the admin service as a process', () => {
  it(
    'takes requests of those who show a token, tells others of activations, and stops when asked',
    { timeout: PROCESS_TIMEOUT_MS },
    async () => {
      const { url, process: started } = await start({
        PANTAU_AUTHENTICATED: 'true',
        PANTAU_AUTH_PUBLIC_KEY_PATH: join(folder, 'public.pem'),
        PANTAU_NATS_URLS: nats.url,
        PANTAU_ADMIN_SERVICE_CHANNEL_SOURCE_PREFIX: 'urn:bank:',
      })
      const claims = ['RULE', 'TYPOLOGY', 'NETWORK_MAP', 'NETWORK_MAP_ACTIVATE'].map(
        (name) => `POST_V1_ADMIN_CONFIGURATION_${name}`,
      )
      const send = (path: string, body: unknown, authorization?: string): Promise<Response> =>
        fetch(`${url}${CONFIGURATION}${path}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: authorization ?? issuer.bearer({ tenantId: 'bank-a', claims }),
          },
          body: JSON.stringify(body),
        })
      const set = defaultConfigurationSet()
      expect((await send('/rule', set.rules, 'Bearer nobody')).status).toBe(401)
      expect((await send('/rule', set.rules)).status).toBe(201)
      expect((await send('/typology', set.typologies)).status).toBe(201)
      expect((await send('/network_map', mapOf('1'))).status).toBe(201)

      const outside = await connect({ servers: [nats.url] })
      const heard: string[] = []
      outside.subscribe('service-channel', {
        callback: (_error, message) => {
          heard.push(message.string())
        },
      })
      await outside.flush()
      await waitUntil(
        async () => (await (await send('/network_map/1/activate', {})).text()).includes('"published"'),
        { what: 'the service channel' },
      )
      await waitUntil(() => heard.length > 0, { what: 'the event' })
      expect(heard[0]).toContain('"source":"urn:bank:admin-service","subject":"bank-a/1"')
      await outside.close()
      expect(await stop(started)).toBe(0)
    },
  )

  it(
    'does without NATS and tokens where the settings name none, on this machine only',
    { timeout: PROCESS_TIMEOUT_MS },
    async () => {
      const { url, process: started } = await start({})
      const listed = await fetch(`${url}${CONFIGURATION}/network_map`)
      expect([listed.status, await listed.json()]).toEqual([
        200,
        { data: [], meta: { total: 0, limit: 20, offset: 0 } },
      ])
      const reload = await fetch(`${url}${CONFIGURATION}/network_map/reload`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"reloadMode":"broadcast"}',
      })
      expect(reload.status).toBe(404)
      expect(await stop(started)).toBe(0)
    },
  )

  it('refuses settings that would let everybody in', { timeout: PROCESS_TIMEOUT_MS }, async () => {
    const { process: launched } = await launch({ PANTAU_ADMIN_HOST: '0.0.0.0' })
    expect(await once(launched, 'exit')).toEqual([2, null])
  })
})
