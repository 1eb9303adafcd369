import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWrittenBytes } from './process-writes.ts'
import { REPOSITORY } from './repository.ts'

describe('bytes that a process writes', () => {
  it('counts what goes to files', async () => {
    const before = await readWrittenBytes(process.pid)
    // Not the system's folder for temporary files, which may be memory.
    const folder = await mkdtemp(join(REPOSITORY, 'node_modules', '.writes-'))
    await writeFile(join(folder, 'file'), Buffer.alloc(1_000_000, 'x'))
    const after = await readWrittenBytes(process.pid)
    await rm(folder, { recursive: true })
    expect(after! - before!).toBeGreaterThanOrEqual(1_000_000)
  })

  it('knows nothing of a process that does not exist', async () => {
    expect(await readWrittenBytes(2 ** 30)).toBeUndefined()
  })
})
