import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { acquireOwnerLock } from '@pantau/embedded'
import { K6NotFoundError, K6_VERSION, findK6 } from './find-k6.ts'
import type { K6Program, K6Search } from './find-k6.ts'

/** Go has a few hundred packages to compile, and on the first time to download. */
const BUILT_WITHIN_MS = 900_000

const NEITHER =
  'There is no k6 1.0 or newer, and no Go to build one with. Put k6 on PATH (https://grafana.com/docs/k6/latest/set-up/install-k6/), name it in PANTAU_K6_BIN, or install Go'

/** Builds k6 with the Go toolchain, once per checkout. @throws K6NotFoundError where that is not possible */
export async function buildK6(search: K6Search, write: (line: string) => void): Promise<K6Program> {
  const folder = dirname(search.builtPath)
  await mkdir(folder, { recursive: true })
  const lock = await acquireOwnerLock(join(folder, 'build.lock'), BUILT_WITHIN_MS)
  try {
    const built = findK6(search)
    if (built !== undefined) {
      return built
    }
    await goInstall(folder, search, write)
  } finally {
    await lock.release()
  }
  const program = findK6(search)
  if (program === undefined) {
    throw new K6NotFoundError(`go built no k6 that runs in ${folder}`)
  }
  return program
}

async function goInstall(
  folder: string,
  { environment }: K6Search,
  write: (line: string) => void,
): Promise<void> {
  const child = spawn('go', ['install', `go.k6.io/k6@${K6_VERSION}`], {
    env: { ...environment, GOBIN: folder, CGO_ENABLED: '0' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  child.once('spawn', () =>
    write(`No k6 found: building ${K6_VERSION} with Go into ${folder}, once. This takes minutes.`),
  )
  // Not the option of spawn: its timer outlives a program that does not exist.
  const impatient = setTimeout(() => child.kill(), BUILT_WITHIN_MS)
  try {
    const [code]: unknown[] = await once(child, 'close')
    if (code !== 0) {
      throw new K6NotFoundError(`go install go.k6.io/k6@${K6_VERSION} failed with exit code ${String(code)}`)
    }
  } catch (error) {
    throw isMissingProgram(error) ? new K6NotFoundError(NEITHER, { cause: error }) : error
  } finally {
    clearTimeout(impatient)
  }
}

function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
