import { mkdir, realpath, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { findFreePort } from './free-port.ts'
import { isMissingFile } from './missing-file.ts'
import { acquireOwnerLock, OwnerLockHeldError } from './owner-lock.ts'
import type { OwnerLock } from './owner-lock.ts'
import { locatePostgresBinaries } from './postgres-binaries.ts'
import { DATABASE, prepareCluster, SUPERUSER } from './postgres-cluster.ts'
import { startPostgresProcess } from './postgres-process.ts'
import type { PostgresProcess, ServerExit } from './postgres-process.ts'
import { POSTGRES_SETTINGS } from './postgres-settings.ts'
import { stopOrphan } from './postmaster-pid.ts'
import { chooseRunIdentity } from './run-identity.ts'
import type { RunIdentity } from './run-identity.ts'

const START_ATTEMPTS_MAX = 20
const START_RETRY_AFTER_MS = 250
const LOG_FILE_MAX_BYTES = 10 * 1024 * 1024

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, the password and the server's log; created when absent. One living process may use it at a time. */
  readonly dataDir: string
  /** A free port when absent. */
  readonly port?: number
  readonly log?: EmbeddedPostgresLog
  /** Server settings on top of the package's own. */
  readonly settings?: Readonly<Record<string, string>>
  /**
   * The data is worth nothing after a crash of the machine, as in tests: a new cluster is made without waiting for the disk, which
   * takes a third of the time. The running server's commits are durable all the same.
   */
  readonly isDisposable?: boolean
}

export interface EmbeddedPostgresLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
}

export interface EmbeddedPostgres {
  /** Connection string of the superuser for the database `pantau`; it holds the password, so it is not to be logged. */
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly runsAs: RunIdentity
  /** Settles when the server has ended, whether it was stopped or died. */
  readonly exited: Promise<ServerExit>
  /** Ends sessions, writes a checkpoint and resolves when the server is gone. May be called again, and after the server died. */
  stop(): Promise<void>
  /** Ends the server at once (SIGKILL), as a crash does; its next start recovers the data. For tests of just that. */
  kill(): Promise<void>
}

/**
 * Starts a private PostgreSQL server on 127.0.0.1 from the binaries that npm installed. It ends with this process; a server that
 * was left behind all the same (both killed at once) is stopped first, and its data is recovered by PostgreSQL itself.
 * @throws EmbeddedPostgresError whose `code` says what went wrong.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = locatePostgresBinaries()
  // Others may pass through as far as the cluster, which is closed to all but the server's own user.
  await mkdir(options.dataDir, { recursive: true, mode: 0o711 })
  const dataDir = await realpath(options.dataDir)
  const lock = await lockFolder(dataDir)
  try {
    const identity = chooseRunIdentity(binaries.postgres, dataDir)
    if ((await stopOrphan(join(dataDir, 'cluster'))) === 'stopped') {
      options.log?.warn({ dataDir }, 'stopped a database server that an earlier process left behind')
    }
    const cluster = await prepareCluster({
      dataDir,
      binaries,
      identity,
      isDisposable: options.isDisposable === true,
    })
    const logFile = join(dataDir, 'postgres.log')
    await rotate(logFile)
    const { port, server } = await startOnPort(options.port, (candidatePort) =>
      startPostgresProcess({
        postgres: binaries.postgres,
        identity,
        clusterFolder: cluster.folder,
        logFile,
        settings: {
          ...POSTGRES_SETTINGS,
          ...options.settings,
          listen_addresses: '127.0.0.1',
          unix_socket_directories: '',
          port: String(candidatePort),
        },
      }),
    )
    options.log?.info({ dataDir, port, pid: server.pid, runsAs: identity }, 'database server started')
    return {
      url: `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${DATABASE}`,
      port,
      pid: server.pid,
      runsAs: identity,
      exited: server.exited,
      stop: async () => {
        await server.stop()
        await lock.release()
      },
      kill: () => server.kill(),
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function lockFolder(dataDir: string): Promise<OwnerLock> {
  try {
    return await acquireOwnerLock(join(dataDir, 'owner.lock'))
  } catch (error) {
    if (error instanceof OwnerLockHeldError) {
      throw new EmbeddedPostgresError('FOLDER_IN_USE', error.message, { cause: error })
    }
    throw error
  }
}

/** Tries again what passes by itself: a port that was taken since it was found free, sessions of a killed server that still end. */
async function startOnPort(
  wantedPort: number | undefined,
  start: (port: number) => Promise<PostgresProcess>,
): Promise<{ readonly port: number; readonly server: PostgresProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wantedPort ?? (await findFreePort())
    try {
      return { port, server: await start(port) }
    } catch (error) {
      const message = error instanceof EmbeddedPostgresError ? error.message : ''
      const isPortTaken = /could not create any TCP\/IP sockets/.test(message)
      if (isPortTaken && wantedPort !== undefined) {
        throw new EmbeddedPostgresError('PORT_IN_USE', `Port ${wantedPort} of 127.0.0.1 cannot be used`, {
          cause: error,
        })
      }
      const isPassing = isPortTaken || /shared memory block .* is still in use/.test(message)
      if (!isPassing || attempt === START_ATTEMPTS_MAX) {
        throw error
      }
      await delay(START_RETRY_AFTER_MS)
    }
  }
}

async function rotate(logFile: string): Promise<void> {
  try {
    if ((await stat(logFile)).size > LOG_FILE_MAX_BYTES) {
      await rename(logFile, `${logFile}.1`)
    }
  } catch (error) {
    if (!isMissingFile(error)) {
      throw error
    }
  }
}
