import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort, startEmbeddedPostgres } from '@pantau/embedded'
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from '@pantau/embedded'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'

let template = ''
let root = ''
let dataDir = ''
const running: EmbeddedPostgres[] = []

beforeAll(async () => {
  template = await makeFolder()
  await (await startEmbeddedPostgres({ dataDir: template })).stop()
})

afterAll(() => rm(template, { recursive: true, force: true }))

beforeEach(async () => {
  root = await makeFolder()
  dataDir = join(root, 'data')
})

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-embedded-'))
  await chmod(folder, 0o711)
  return folder
}

/** Puts initialised data into the test's folder, by copying: initialising takes most of a second. */
function copyTemplate(): void {
  const { status } = spawnSync('cp', ['-a', template, dataDir])
  expect(status).toBe(0)
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()))
  await rm(root, { recursive: true, force: true })
})

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, isDisposable: true, ...options })
  running.push(server)
  return server
}

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

it('gives a server with the database pantau, durable commits and a port on the loopback address only', async () => {
  const server = await start({ settings: { work_mem: '5MB' } })
  expect(
    await query(
      server.url,
      `select current_database() as database, current_user as "user",
        current_setting('server_version_num')::int / 10000 as version,
        current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits,
        current_setting('full_page_writes') as pages, current_setting('listen_addresses') as listens,
        current_setting('unix_socket_directories') as sockets, current_setting('work_mem') as asked,
        current_setting('data_checksums') as checksums, inet_server_port() as port`,
    ),
  ).toEqual([
    {
      database: 'pantau',
      user: 'pantau',
      version: 18,
      fsync: 'on',
      commits: 'on',
      pages: 'on',
      listens: '127.0.0.1',
      sockets: '',
      asked: '5MB',
      checksums: 'on',
      port: server.port,
    },
  ])
})

it('lets nobody in without the password, and keeps that for its owner', async () => {
  copyTemplate()
  const server = await start()
  const wrong = new URL(server.url)
  wrong.password = 'guess'
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  wrong.password = ''
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password/)
  expect((await stat(join(dataDir, 'password'))).mode & 0o077).toBe(0)
  expect((await stat(join(dataDir, 'cluster'))).mode & 0o077).toBe(0)
})

it('keeps data and password from start to start', async () => {
  copyTemplate()
  const first = await start()
  await query(first.url, 'create table kept as select 7 as value')
  await first.stop()
  await expect(first.exited).resolves.toEqual({ code: 0, signal: null })
  const second = await start({ port: first.port })
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'select value from kept')).toEqual([{ value: 7 }])
})

it('recovers what was committed before a crash of the server', async () => {
  copyTemplate()
  const first = await start()
  await query(first.url, 'create table kept as select 8 as value')
  await first.kill()
  await expect(first.exited).resolves.toEqual({ code: null, signal: 'SIGKILL' })
  await first.stop()
  const second = await start()
  expect(await query(second.url, 'select value from kept')).toEqual([{ value: 8 }])
})

it('refuses a folder that a living process uses, and takes it once that is done', async () => {
  copyTemplate()
  const first = await start()
  await expect(start()).rejects.toMatchObject({ code: 'FOLDER_IN_USE' })
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await first.stop()
  const second = await start()
  // A stop that comes late must not open the folder that somebody else uses by now.
  await first.stop()
  await expect(start()).rejects.toMatchObject({ code: 'FOLDER_IN_USE' })
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('says that a wanted port is taken', async () => {
  copyTemplate()
  const port = await findFreePort()
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  await expect(start({ port })).rejects.toMatchObject({ code: 'PORT_IN_USE' })
  other.close()
  await once(other, 'close')
  expect((await start({ port })).port).toBe(port)
})

it('passes on why the server did not start, and leaves the folder usable', async () => {
  copyTemplate()
  await expect(start({ settings: { work_mem: 'plenty' } })).rejects.toMatchObject({
    code: 'START_FAILED',
    message: expect.stringContaining('invalid value for parameter "work_mem": "plenty"'),
  })
  await start()
})

it('refuses a cluster of another major version', async () => {
  await mkdir(join(dataDir, 'cluster'), { recursive: true })
  await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '15\n')
  await expect(start()).rejects.toMatchObject({ code: 'VERSION_MISMATCH' })
})

it('starts over after an initialisation that was cut short', async () => {
  await mkdir(join(dataDir, 'cluster.draft', 'cluster'), { recursive: true })
  await writeFile(join(dataDir, 'cluster.draft', 'cluster', 'PG_VERSION'), '18\n')
  const server = await start()
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('says so when the password of existing data is gone', async () => {
  copyTemplate()
  await (await start()).stop()
  await unlink(join(dataDir, 'password'))
  await expect(start()).rejects.toMatchObject({ code: 'INIT_FAILED' })
})

it('writes no statement and no parameter of a client into its log', async () => {
  copyTemplate()
  const server = await start()
  await expect(query(server.url, "select 'account-4711'::int")).rejects.toThrow('invalid input syntax')
  await server.stop()
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('account-4711')
})
