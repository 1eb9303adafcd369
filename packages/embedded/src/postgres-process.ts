import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { guardChild } from './child-guard.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { commandAs } from './run-identity.ts'
import type { RunIdentity } from './run-identity.ts'

const READY_WITHIN_MS = 60_000
const POLL_EVERY_MS = 10
const FAST_STOP_MS = 30_000
const IMMEDIATE_STOP_MS = 5000
const LOG_TAIL_LINES = 10

export interface ServerExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface PostgresProcess {
  readonly pid: number
  readonly exited: Promise<ServerExit>
  stop(): Promise<void>
  kill(): Promise<void>
}

export interface PostgresProcessOptions {
  readonly postgres: string
  readonly identity: RunIdentity
  readonly clusterFolder: string
  readonly logFile: string
  readonly settings: Readonly<Record<string, string>>
}

/**
 * Starts the server and resolves when it accepts connections.
 * @throws EmbeddedPostgresError START_FAILED with the last lines of the server's log.
 */
export async function startPostgresProcess(options: PostgresProcessOptions): Promise<PostgresProcess> {
  const log = openSync(options.logFile, 'a', 0o600)
  const logStart = fstatSync(log).size
  const { command, args, ids } = commandAs(options.identity, options.postgres, [
    '-D',
    options.clusterFolder,
    ...Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  // The log is a file and not a pipe: a pipe would break when this process is killed. A session of its own keeps a Ctrl-C in the
  // terminal from stopping the database before the services have finished with it.
  const child = spawn(command, args, {
    ...ids,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  const exited = new Promise<ServerExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', () => resolve({ code: null, signal: null }))
  })
  if (child.pid === undefined) {
    const [error] = await once(child, 'error')
    throw new EmbeddedPostgresError('START_FAILED', `${command} could not be run`, { cause: error })
  }
  const { pid } = child
  const guard = guardChild({ pid, signal: 'SIGINT' })
  void exited.then(() => guard.dismiss())
  const stop = async (): Promise<void> => {
    child.ref()
    for (const [signal, waitMs] of [
      ['SIGINT', FAST_STOP_MS],
      ['SIGQUIT', IMMEDIATE_STOP_MS],
      ['SIGKILL', IMMEDIATE_STOP_MS],
    ] as const) {
      child.kill(signal)
      if (await settlesWithin(exited, waitMs)) {
        return
      }
    }
  }
  const kill = async (): Promise<void> => {
    child.ref()
    child.kill('SIGKILL')
    await exited
  }
  try {
    await waitUntilReady(options.clusterFolder, pid, exited)
  } catch (error) {
    await stop()
    const tail = readFileSync(options.logFile).subarray(logStart).toString().trim().split('\n')
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `PostgreSQL did not start. Its log ends: ${tail.slice(-LOG_TAIL_LINES).join('\n')}`,
      { cause: error },
    )
  }
  // The guard ends the server with this process, so the server need not keep this process alive.
  child.unref()
  return { pid, exited, stop, kill }
}

async function waitUntilReady(
  clusterFolder: string,
  pid: number,
  exited: Promise<ServerExit>,
): Promise<void> {
  const giveUpAtMs = Date.now() + READY_WITHIN_MS
  while (Date.now() < giveUpAtMs) {
    const state = await readPostmasterPid(clusterFolder)
    if (state?.pid === pid && state.isReady) {
      return
    }
    if (await settlesWithin(exited, POLL_EVERY_MS)) {
      throw new Error('The server ended while it was starting')
    }
  }
  throw new Error(`The server was not ready within ${READY_WITHIN_MS} ms`)
}

async function settlesWithin(promise: Promise<unknown>, waitMs: number): Promise<boolean> {
  const timer = new AbortController()
  const timeout = delay(waitMs, false, { signal: timer.signal }).catch(() => false)
  const settled = await Promise.race([promise.then(() => true), timeout])
  timer.abort()
  return settled
}
