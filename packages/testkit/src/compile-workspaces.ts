import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { acquireOwnerLock } from '@pantau/embedded'

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url))
const COMPILED_WITHIN_MS = 240_000

/** Workspaces do not compile; the message is the compiler's. */
export class BuildError extends Error {
  override readonly name = 'BuildError'
}

/**
 * Compiles what has changed in these workspaces and below them; takes a second when nothing has. Processes that ask at the same time take
 * turns.
 * @param folders paths below the repository, as `services/tms`
 * @throws BuildError
 */
export async function compileWorkspaces(folders: readonly string[]): Promise<void> {
  await mkdir(join(REPOSITORY, '.cache'), { recursive: true })
  const lock = await acquireOwnerLock(
    join(REPOSITORY, '.cache', 'compile-workspaces.lock'),
    COMPILED_WITHIN_MS,
  )
  try {
    await compile(folders)
  } finally {
    await lock.release()
  }
}

async function compile(folders: readonly string[]): Promise<void> {
  const compiler = join(REPOSITORY, 'node_modules', '.bin', 'tsc')
  const child = spawn(compiler, ['-b', ...folders], { cwd: REPOSITORY, timeout: COMPILED_WITHIN_MS })
  const [[code], output] = await Promise.all([once(child, 'close'), text(child.stdout)])
  if (code !== 0) {
    throw new BuildError(`${folders.join(', ')}: does not compile: ${output}`)
  }
}
