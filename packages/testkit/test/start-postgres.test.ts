import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { ServerNotOwnedError, startPostgres } from '@pantau/testkit'
import { afterEach, describe, expect, it, vi } from 'vitest'

/** A test may start several servers that initialise a cluster each; on a busy disk that alone takes many seconds. */
const TEST_WITHIN_MS = 90_000

vi.setConfig({ testTimeout: TEST_WITHIN_MS })

const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  vi.unstubAllEnvs()
  for (const stop of stops.splice(0).toReversed()) {
    await stop()
  }
})

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement)
    return rows
  } finally {
    await client.end()
  }
}

const SERVER_START = 'select pg_postmaster_start_time()::text as started'

describe('the server that a test run shares', () => {
  it('is one for all who ask, and nobody can end it for the others', async () => {
    const [one, other] = await Promise.all([startPostgres(), startPostgres()])
    expect(await query(one.url, SERVER_START)).toEqual(await query(other.url, SERVER_START))
    await expect(one.kill()).rejects.toThrow(ServerNotOwnedError)
    await expect(one.restart()).rejects.toThrow(ServerNotOwnedError)
    await one.stop()
    expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('gives empty databases and copies of prepared ones, and takes them back with their sessions', async () => {
    const server = await startPostgres()
    const prepared = await server.createDatabase()
    await query(prepared.url, 'create table ready as select 12 as value')
    const copies = await Promise.all([
      server.createDatabase(prepared.name),
      server.createDatabase(prepared.name),
    ])
    for (const copy of copies) {
      expect(await query(copy.url, 'delete from ready returning value')).toEqual([{ value: 12 }])
    }
    expect(await query(prepared.url, 'select value from ready')).toEqual([{ value: 12 }])

    const session = new Client({ connectionString: prepared.url })
    session.on('error', () => undefined)
    await session.connect()
    await Promise.all([prepared, ...copies].map((database) => database.drop()))
    await prepared.drop()
    await expect(query(prepared.url, 'select 1')).rejects.toMatchObject({ code: '3D000' })
  })

  it('commits durably', async () => {
    const { url } = await startPostgres()
    const settings = await query(
      url,
      "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits",
    )
    expect(settings).toEqual([{ fsync: 'on', commits: 'on' }])
  })
})

describe('a server of the test’s own', () => {
  it('keeps what was committed over a crash and an orderly restart, at the same address', async () => {
    const server = await startPostgres({ private: true, settings: { work_mem: '6MB' } })
    stops.push(() => server.stop())
    const { url } = server
    const shared = await startPostgres()
    expect(await query(url, SERVER_START)).not.toEqual(await query(shared.url, SERVER_START))
    await query(url, 'create table kept as select 13 as value')
    await server.kill()
    await expect(query(url, 'select 1')).rejects.toThrow()
    await server.restart()
    expect(await query(url, "select value, current_setting('work_mem') as asked from kept")).toEqual([
      { value: 13, asked: '6MB' },
    ])
    await server.restart()
    expect(server.url).toBe(url)
    expect(await query(url, 'select value from kept')).toEqual([{ value: 13 }])
    await server.stop()
    await expect(server.restart()).rejects.toThrow('stopped for good')
  })

  it('leaves a given folder in place, for another start', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'pantau-given-'))
    stops.push(() => rm(dataDir, { recursive: true }))
    const first = await startPostgres({ dataDir })
    await query(first.url, 'create table kept as select 14 as value')
    await first.stop()
    expect(existsSync(join(dataDir, 'cluster'))).toBe(true)
    const second = await startPostgres({ dataDir, port: first.port })
    stops.push(() => second.stop())
    expect(await query(second.url, 'select value from kept')).toEqual([{ value: 14 }])
  })
})

it('uses a server that the environment names, and never ends it', async () => {
  const shared = await startPostgres()
  vi.stubEnv('PANTAU_TEST_POSTGRES_URL', shared.url)
  const given = await startPostgres({ private: true })
  expect(given.source).toEqual({ kind: 'environment', detail: 'PANTAU_TEST_POSTGRES_URL' })
  await expect(given.kill()).rejects.toThrow(ServerNotOwnedError)
  await given.stop()
  const database = await given.createDatabase()
  expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await database.drop()
})
