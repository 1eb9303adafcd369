import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@pantau/embedded'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { holdServer } from './held-server.ts'

const GONE_WITHIN_MS = 60_000
/** Each test starts programs that initialise a cluster; on a busy disk that alone takes many seconds. */
const TEST_WITHIN_MS = 240_000

vi.setConfig({ testTimeout: TEST_WITHIN_MS })
const NOBODY_ID = 65_534
const runsAsRoot = process.getuid?.() === 0

let root = ''
let dataDir = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pantau-embedded-'))
  await chmod(root, 0o711)
  dataDir = join(root, 'data')
})

afterEach(() => rm(root, { recursive: true, force: true }))

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

function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

async function untilGone(pid: number): Promise<void> {
  await vi.waitUntil(() => !isAlive(pid), { timeout: GONE_WITHIN_MS, interval: 20 })
}

it.each(['exit', 'return', 'throw'] as const)(
  'the server ends when its process ends by %s',
  async (ending) => {
    const { holder, pid } = await holdServer(dataDir, ending)
    if (holder.exitCode === null) {
      await once(holder, 'exit')
    }
    await untilGone(pid)
  },
)

it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'the server ends when its process gets %s, and the next start has its data',
  async (signal) => {
    const { holder, pid, url } = await holdServer(dataDir, 'live')
    await query(url, 'create table kept as select 9 as value')
    holder.kill(signal)
    await once(holder, 'exit')
    // Not waited for: a start right after the kill has to cope with a server that is still ending.
    const next = await startEmbeddedPostgres({ dataDir })
    expect(isAlive(pid)).toBe(false)
    expect(await query(next.url, 'select value from kept')).toEqual([{ value: 9 }])
    await next.stop()
  },
)

it('stops a server that outlived both its process and its guard, and keeps its data', async () => {
  const { holder, pid, url } = await holdServer(dataDir, 'live')
  await query(url, 'create table kept as select 10 as value')
  for (const guard of guardsOf(holder.pid ?? 0)) {
    process.kill(guard, 'SIGKILL')
  }
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  expect(isAlive(pid)).toBe(true)

  const warnings: string[] = []
  const log = { info: () => undefined, warn: (_: unknown, message: string) => warnings.push(message) }
  const next = await startEmbeddedPostgres({ dataDir, log })
  expect(isAlive(pid)).toBe(false)
  expect(warnings).toEqual(['stopped a database server that an earlier process left behind'])
  expect(await query(next.url, 'select value from kept')).toEqual([{ value: 10 }])
  await next.stop()
})

function guardsOf(parent: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const guards = stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+sh -c/.exec(line))
    .filter((match) => Number(match?.[2]) === parent)
    .map((match) => Number(match?.[1]))
  expect(guards).toHaveLength(1)
  return guards
}

it('runs as the user itself where that is not root', async () => {
  if (runsAsRoot) {
    await chown(root, NOBODY_ID, NOBODY_ID)
  }
  const { holder, pid, url, runsAs } = await holdServer(dataDir, 'live', runsAsRoot ? NOBODY_ID : undefined)
  expect(runsAs).toBe('self')
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  holder.kill('SIGTERM')
  await untilGone(pid)
})
