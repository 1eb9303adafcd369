import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BenchOptionsError } from './bench-options-error.ts'

const REFUSED_CODES: ReadonlySet<unknown> = new Set(['EEXIST', 'ENOTDIR'])

/** Makes the folder that a run writes to, and those above it. It must be new, so that no two runs mix. @throws BenchOptionsError */
export async function createOutFolder(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await mkdir(path)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && REFUSED_CODES.has(cause.code)) {
      throw new BenchOptionsError(`--out must not exist yet, and all above it must be folders: '${path}'`, {
        cause,
      })
    }
    throw cause
  }
}
