import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { waitUntil } from '@pantau/testkit'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const PROGRAM = fileURLToPath(new URL('hold-servers.ts', import.meta.url))
const GONE_WITHIN_MS = 60_000
/** Each test starts a program that initialises a cluster; on a busy disk that alone takes many seconds. */
const TEST_WITHIN_MS = 240_000

vi.setConfig({ testTimeout: TEST_WITHIN_MS })

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-holder-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

it.each(['SIGINT', 'SIGKILL'] as const)(
  'no server and no folder outlives a process ended by %s',
  async (signal) => {
    const holder = spawn(process.execPath, ['--conditions=@pantau/source', '--import', 'tsx', PROGRAM], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TMPDIR: folder },
    })
    const [line] = await once(createInterface({ input: holder.stdout }), 'line')
    const pids = String(line).match(/\d+/g)?.map(Number) ?? []
    expect(pids.map(isAlive)).toEqual([true, true, true])
    const serverFolders = async (): Promise<string[]> =>
      (await readdir(folder)).filter((name) => name.startsWith('pantau-test-'))
    expect(await serverFolders()).toHaveLength(3)

    holder.kill(signal)
    await waitUntil(() => !pids.some(isAlive), { what: 'the servers to end', timeoutMs: GONE_WITHIN_MS })
    await waitUntil(async () => (await serverFolders()).length === 0, {
      what: 'their folders to go',
      timeoutMs: GONE_WITHIN_MS,
    })
  },
)
