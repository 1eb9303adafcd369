import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildK6 } from './build-k6.ts'
import { K6NotFoundError, findK6 } from './find-k6.ts'
import type { K6Search } from './find-k6.ts'

let folder: string
let search: K6Search

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-find-k6-'))
  search = { environment: { PATH: folder }, builtPath: join(folder, 'built', 'k6') }
})
afterEach(() => rm(folder, { recursive: true }))

/** A program that answers as the real one does when asked for its version. */
async function putProgram(name: string, answer: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\necho '${answer}'\n`)
  await chmod(path, 0o755)
  return path
}

describe('looking for k6', () => {
  it('takes the one on PATH', async () => {
    await putProgram('k6', 'k6 v1.8.1 (go1.26.8, linux/amd64)')
    expect(findK6(search)).toEqual({ path: 'k6', version: '1.8.1' })
  })

  it('prefers the one that is named', async () => {
    await putProgram('k6', 'k6 v1.8.1 (go1.26.8, linux/amd64)')
    const named = await putProgram('k6-next', 'k6 v2.3.0 (go1.27.1, linux/amd64)')
    const environment = { ...search.environment, PANTAU_K6_BIN: named }
    expect(findK6({ ...search, environment })).toEqual({ path: named, version: '2.3.0' })
  })

  it('takes the one that was built before, where PATH holds none that runs TypeScript', async () => {
    await putProgram('k6', 'k6 v0.52.0 (go1.22.4, linux/amd64)')
    expect(findK6(search)).toBeUndefined()
    const builtPath = await putProgram('k6-built', 'k6 v1.8.1 (go1.26.8, linux/amd64)')
    expect(findK6({ ...search, builtPath })).toEqual({ path: builtPath, version: '1.8.1' })
  })

  it.each(['absent', 'other-program'])('refuses one that is named and is none: %s', async (name) => {
    await putProgram('other-program', 'something else')
    const environment = { PANTAU_K6_BIN: join(folder, name) }
    expect(() => findK6({ ...search, environment })).toThrow(K6NotFoundError)
  })

  it('says what to do where there is neither k6 nor Go', async () => {
    await expect(buildK6(search, () => undefined)).rejects.toThrow(/PATH.*PANTAU_K6_BIN.*install Go/)
  })

  it('builds with Go, once', async () => {
    const lines: string[] = []
    const fakeK6 = '#!/bin/sh\\necho k6 v1.8.1\\n'
    await writeFile(
      join(folder, 'go'),
      `#!/bin/sh\necho "$@" >> ${folder}/asked\nprintf '${fakeK6}' > "$GOBIN/k6"\n/bin/chmod 755 "$GOBIN/k6"\n`,
      { mode: 0o755 },
    )
    const built = { path: search.builtPath, version: '1.8.1' }
    const write = (line: string): number => lines.push(line)
    await expect(Promise.all([buildK6(search, write), buildK6(search, write)])).resolves.toEqual([
      built,
      built,
    ])
    expect(lines).toHaveLength(1)
    expect(findK6(search)).toEqual(built)
  })

  it('says so when Go fails', async () => {
    await writeFile(join(folder, 'go'), '#!/bin/sh\nexit 3\n', { mode: 0o755 })
    await expect(buildK6(search, () => undefined)).rejects.toThrow('exit code 3')
  })
})
