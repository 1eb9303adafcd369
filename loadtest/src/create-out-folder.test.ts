import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BenchOptionsError } from './bench-options-error.ts'
import { createOutFolder } from './create-out-folder.ts'

let parent: string
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'pantau-out-'))
})
afterAll(() => rm(parent, { recursive: true }))

describe('the output folder', () => {
  it('is made with those above it', async () => {
    await createOutFolder(join(parent, 'runs', 'first'))
    expect(await readdir(join(parent, 'runs'))).toEqual(['first'])
  })

  it('must be new, and what is there stays', async () => {
    const path = join(parent, 'used')
    await createOutFolder(path)
    await writeFile(join(path, 'result.json'), '{}')
    await expect(createOutFolder(path)).rejects.toThrow(
      new BenchOptionsError(`--out must not exist yet, and all above it must be folders: '${path}'`),
    )
    expect(await readdir(path)).toEqual(['result.json'])
  })

  it('cannot be inside of a file', async () => {
    await writeFile(join(parent, 'file'), '')
    await expect(createOutFolder(join(parent, 'file', 'run'))).rejects.toThrow(BenchOptionsError)
  })
})
