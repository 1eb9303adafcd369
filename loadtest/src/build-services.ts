import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { acquireOwnerLock } from '@pantau/embedded'
import { PANTAU_SERVICES } from './pantau-services.ts'
import { REPOSITORY } from './repository.ts'

const COMPILED_WITHIN_MS = 240_000

/** The services do not compile; the message is the compiler's. */
export class BuildError extends Error {
  override readonly name = 'BuildError'
}

/**
 * Compiles what has changed, since the services run from their compiled code; takes a second when nothing has. Test processes that ask at
 * the same time take turns. @throws BuildError
 */
export async function buildServices(services: readonly string[] = PANTAU_SERVICES): Promise<void> {
  await mkdir(join(REPOSITORY, '.cache'), { recursive: true })
  const lock = await acquireOwnerLock(join(REPOSITORY, '.cache', 'build-services.lock'), COMPILED_WITHIN_MS)
  try {
    await compile(services.map((name) => join('services', name)))
  } finally {
    await lock.release()
  }
}

async function compile(projects: readonly string[]): Promise<void> {
  const compiler = join(REPOSITORY, 'node_modules', '.bin', 'tsc')
  const child = spawn(compiler, ['-b', ...projects], { cwd: REPOSITORY, timeout: COMPILED_WITHIN_MS })
  const [[code], output] = await Promise.all([once(child, 'close'), text(child.stdout)])
  if (code !== 0) {
    throw new BuildError(`The services do not compile: ${output}`)
  }
}
