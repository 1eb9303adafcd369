import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@pantau/embedded'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'

const runsAsRoot = process.getuid?.() === 0
const mayMakeUserNamespaces = spawnSync('unshare', ['--user', '--', 'true']).status === 0

let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pantau-embedded-'))
})

afterEach(() => rm(root, { recursive: true, force: true }))

async function valueAfter(
  statement: string,
  folderMode: number,
): Promise<{ runsAs: string; rows: unknown[] }> {
  await chmod(root, folderMode)
  const server = await startEmbeddedPostgres({ dataDir: join(root, 'data'), isDisposable: true })
  const client = new Client({ connectionString: server.url })
  await client.connect()
  const results = await client.query<Record<string, unknown>>(statement)
  await client.end()
  await server.stop()
  return { runsAs: server.runsAs, rows: results.rows }
}

it('never runs the server as root, whether others may reach the folder or not', async () => {
  const open = await valueAfter('create table kept as select 11 as value', 0o711)
  expect(open.runsAs).toBe(runsAsRoot ? 'nobody' : 'self')

  const closed = valueAfter('select value from kept', 0o700)
  if (runsAsRoot && !mayMakeUserNamespaces) {
    await expect(closed).rejects.toMatchObject({ code: 'ROOT_REFUSED' })
  } else {
    await expect(closed).resolves.toEqual({
      runsAs: runsAsRoot ? 'user-namespace' : 'self',
      rows: [{ value: 11 }],
    })
  }

  const openAgain = await valueAfter('select value from kept', 0o711)
  expect(openAgain).toEqual({ runsAs: open.runsAs, rows: [{ value: 11 }] })
})
