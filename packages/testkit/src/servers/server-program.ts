import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { acquireOwnerLock } from '@pantau/embedded'
import { installDebianServers, installedCommand } from './debian-servers.ts'
import type { DebianServer } from './debian-servers.ts'
import { findExecutable } from './find-executable.ts'
import { TestServerError } from './server-source.ts'

const INSTALL_WITHIN_MS = 240_000
/** `.cache/servers/debian` of the repository, the same from `src` and `dist`. */
const INSTALL_FOLDER = fileURLToPath(new URL('../../../../.cache/servers/debian', import.meta.url))

export interface ServerProgram {
  readonly command: readonly [string, ...string[]]
  readonly detail: string
}

export interface ServerProgramRequest {
  /** Names to look for on PATH, best first. */
  readonly names: readonly string[]
  /** Finds the version in what `--version` prints: all of it, major, minor. */
  readonly versionPattern: RegExp
  /** The lowest version to accept, as [major, minor]. */
  readonly versionMin: readonly [number, number]
  /** What to install when PATH holds none. */
  readonly installable: DebianServer
  /** The environment variable that names a running server instead. */
  readonly variable: string
  /** Where to install; in the repository's cache unless given. */
  readonly installFolder?: string
}

/**
 * A server program that runs here: one on PATH that is new enough, else one installed into `.cache/servers`, once per checkout.
 * @throws TestServerError naming what to do.
 */
export async function findServerProgram(request: ServerProgramRequest): Promise<ServerProgram> {
  for (const name of request.names) {
    const path = findExecutable(name)
    const found = path === undefined ? undefined : examine([path], request)
    if (found !== undefined) {
      return found
    }
  }
  const installFolder = request.installFolder ?? INSTALL_FOLDER
  const command = installedCommand(installFolder, request.installable)
  try {
    await ensureInstalled(installFolder)
  } catch (error) {
    throw new TestServerError(
      `No ${request.names.join(' or ')} ${request.versionMin.join('.')} or newer was found and none could be installed. Set ${request.variable} to the URL of a running server, put the program on PATH, or start a Docker engine`,
      { cause: error },
    )
  }
  const installed = examine(command, request)
  if (installed === undefined) {
    throw new TestServerError(
      `${command.join(' ')} does not run; remove ${installFolder} to install it again`,
    )
  }
  return installed
}

function examine(
  command: readonly [string, ...string[]],
  request: ServerProgramRequest,
): ServerProgram | undefined {
  const [program, ...args] = command
  const { stdout } = spawnSync(program, [...args, '--version'], { encoding: 'utf8' })
  const match = request.versionPattern.exec(stdout ?? '')
  const [majorMin, minorMin] = request.versionMin
  const major = Number(match?.[2])
  const minor = Number(match?.[3])
  const isNewEnough = major > majorMin || (major === majorMin && minor >= minorMin)
  return isNewEnough ? { command, detail: `${command.at(-1)} ${match?.[1]}` } : undefined
}

/** Several test processes ask at once; one installs, the others wait for it. */
async function ensureInstalled(installFolder: string): Promise<void> {
  if (existsSync(installFolder)) {
    return
  }
  const folder = dirname(installFolder)
  await mkdir(folder, { recursive: true })
  const lock = await acquireOwnerLock(join(folder, 'install.lock'), INSTALL_WITHIN_MS)
  try {
    if (!existsSync(installFolder)) {
      const startedAtMs = performance.now()
      process.stderr.write(`[testkit] installing test servers into ${installFolder} (once)\n`)
      await installDebianServers(installFolder)
      const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1)
      process.stderr.write(`[testkit] installed in ${seconds} s\n`)
    }
  } finally {
    await lock.release()
  }
}
