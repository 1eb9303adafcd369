import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { isMissingFile } from './missing-file.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { commandAs, fileOwner } from './run-identity.ts'
import type { RunIdentity } from './run-identity.ts'

/** The superuser and the one database that a new cluster gets. */
export const SUPERUSER = 'pantau'
export const DATABASE = 'pantau'
/** Major version of the server that `embedded-postgres` 18 installs; a cluster belongs to one major version. */
const MAJOR_VERSION = '18'

export interface PostgresCluster {
  readonly folder: string
  readonly password: string
}

export interface ClusterOptions {
  readonly dataDir: string
  readonly binaries: PostgresBinaries
  readonly identity: RunIdentity
  /** Whether a new cluster may be lost when the machine crashes. */
  readonly isDisposable: boolean
}

/**
 * The cluster in `dataDir/cluster`, created when there is none. Clients on the loopback address prove a random password
 * (`dataDir/password`, readable by this user only): other users of the machine can reach the port too.
 * @throws EmbeddedPostgresError INIT_FAILED, VERSION_MISMATCH
 */
export async function prepareCluster(options: ClusterOptions): Promise<PostgresCluster> {
  const folder = join(options.dataDir, 'cluster')
  const passwordFile = join(options.dataDir, 'password')
  const version = await readOptional(join(folder, 'PG_VERSION'))
  if (version === undefined) {
    const password = randomBytes(24).toString('hex')
    await writeFile(passwordFile, password, { mode: 0o600, flush: true })
    await initialise(options, folder, password)
    return { folder, password }
  }
  if (version.trim() !== MAJOR_VERSION) {
    throw new EmbeddedPostgresError(
      'VERSION_MISMATCH',
      `${folder} was made by PostgreSQL ${version.trim()}, this is ${MAJOR_VERSION}. Dump and load the data, or remove the folder if it is worth nothing`,
    )
  }
  const password = await readOptional(passwordFile)
  if (password === undefined) {
    throw new EmbeddedPostgresError(
      'INIT_FAILED',
      `${passwordFile} is gone, so nobody can log in to ${folder}`,
    )
  }
  await giveTo(folder, fileOwner(options.identity))
  return { folder, password }
}

/** Works in a folder aside and renames it at the end, so that a cluster is whole or absent whenever the process is killed. */
async function initialise(options: ClusterOptions, folder: string, password: string): Promise<void> {
  const draft = `${folder}.draft`
  const owner = fileOwner(options.identity)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(join(draft, 'password'), password, { mode: 0o600 })
  await giveTo(draft, owner)
  const cluster = join(draft, 'cluster')
  await run(options, options.binaries.initdb, [
    `--pgdata=${cluster}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${join(draft, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--no-instructions',
    ...(options.isDisposable ? ['--no-sync'] : []),
  ])
  await run(
    options,
    options.binaries.postgres,
    ['--single', '-D', cluster, ...(options.isDisposable ? ['-c', 'fsync=off'] : []), 'postgres'],
    `create database ${DATABASE}\n`,
  )
  await rename(cluster, folder)
  await rm(draft, { recursive: true })
}

async function run(
  options: ClusterOptions,
  program: string,
  programArgs: readonly string[],
  input = '',
): Promise<void> {
  const { command, args, ids } = commandAs(options.identity, program, programArgs)
  const child = spawn(command, args, { ...ids, env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } })
  const output: string[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  const text = output.join('')
  // Single-user mode answers a failed command with an ERROR line and exit code 0.
  if (code !== 0 || /^.*(?:ERROR|FATAL|PANIC): /m.test(text)) {
    throw new EmbeddedPostgresError(
      'INIT_FAILED',
      `${program} failed (exit code ${String(code)}): ${text.trim()}`,
    )
  }
}

/** Files change hands when the identity does: first run as root, then as a user, or the other way. Only root can give them away. */
async function giveTo(folder: string, owner: number): Promise<void> {
  if (process.getuid?.() !== 0 || (await lstat(folder)).uid === owner) {
    return
  }
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) {
      await chown(join(entry.parentPath, entry.name), owner, owner)
    }
  }
  // Last, so that a change that was cut short is done again.
  await chown(folder, owner, owner)
}

async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissingFile(error)) {
      return undefined
    }
    throw error
  }
}
