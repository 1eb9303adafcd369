import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { findExecutable } from './find-executable.ts'
import { findServerProgram } from './server-program.ts'
import type { ServerProgramRequest } from './server-program.ts'

let folder = ''
let request: ServerProgramRequest

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-programs-'))
  vi.stubEnv('PATH', folder)
  request = {
    names: ['first-server', 'second-server'],
    versionPattern: /v((\d+)\.(\d+)\S*)/,
    versionMin: [2, 10],
    installable: 'nats-server',
    variable: 'PANTAU_TEST_SOME_URL',
    installFolder: join(folder, 'cache', 'installed'),
  }
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

async function putProgram(name: string, version: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\necho "some-server: v${version}"\n`, { mode: 0o755 })
}

it.each(['2.10.0', '2.11.3', '3.0.1-beta'])('takes a program on PATH of version %s', async (version) => {
  await putProgram('second-server', version)
  await expect(findServerProgram(request)).resolves.toEqual({
    command: [join(folder, 'second-server')],
    detail: `${join(folder, 'second-server')} ${version}`,
  })
})

it('prefers the program that is named first', async () => {
  await putProgram('first-server', '2.10.0')
  await putProgram('second-server', '2.12.0')
  expect((await findServerProgram(request)).detail).toContain('first-server')
})

it.each(['2.9.99', '1.12.0', 'unknown'])(
  'passes over version %s, and says what to do where nothing can be installed',
  async (version) => {
    await putProgram('first-server', version)
    // PATH holds no package tools, as on a machine that is no Debian.
    await expect(findServerProgram(request)).rejects.toThrow(
      /first-server or second-server 2\.10.*PANTAU_TEST_SOME_URL.*PATH.*Docker/,
    )
  },
)

it('finds executable files only', async () => {
  await writeFile(join(folder, 'text'), '', { mode: 0o644 })
  await writeFile(join(folder, 'program'), '', { mode: 0o755 })
  await symlink('program', join(folder, 'link'))
  await symlink('nowhere', join(folder, 'dangling'))
  expect(findExecutable('program')).toBe(join(folder, 'program'))
  expect(findExecutable('link')).toBe(join(folder, 'link'))
  expect(['text', 'dangling', 'absent', '.'].map(findExecutable)).toEqual(Array(4).fill(undefined))
  await chmod(join(folder, 'program'), 0o000)
  expect(findExecutable('program')).toBeUndefined()
})
