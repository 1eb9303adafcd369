import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { isMissingFile } from './missing-file.ts'
import { processCommandLine, processStartedAt } from './process-identity.ts'

const FAST_STOP_MS = 10_000
const IMMEDIATE_STOP_MS = 5000
const POLL_EVERY_MS = 20

export interface PostmasterPid {
  readonly pid: number
  readonly isReady: boolean
}

/** What the server writes into `postmaster.pid` of its cluster (PostgreSQL source, miscadmin.h): line 1 its process id, line 8 its state. */
export async function readPostmasterPid(clusterFolder: string): Promise<PostmasterPid | undefined> {
  let text: string
  try {
    text = await readFile(join(clusterFolder, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (isMissingFile(error)) {
      return undefined
    }
    throw error
  }
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, isReady: lines[7]?.trim() === 'ready' } : undefined
}

/**
 * Stops the server that a killed process left behind on this cluster, if there is one. It is stopped rather than reused because
 * it may run with other settings, and because the new owner must be its parent to notice its end.
 * @throws EmbeddedPostgresError ORPHAN_NOT_STOPPED
 */
export async function stopOrphan(clusterFolder: string): Promise<'none' | 'stopped'> {
  const found = await readPostmasterPid(clusterFolder)
  if (found === undefined) {
    return 'none'
  }
  if (!isServerOf(found.pid, clusterFolder)) {
    // After a crash of the machine the id may belong to any process, which the server would take for a running server.
    await rm(join(clusterFolder, 'postmaster.pid'), { force: true })
    return 'none'
  }
  for (const [signal, waitMs] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    if (processStartedAt(found.pid) === undefined) {
      return 'stopped'
    }
    process.kill(found.pid, signal)
    const giveUpAtMs = Date.now() + waitMs
    while (Date.now() < giveUpAtMs) {
      if (processStartedAt(found.pid) === undefined) {
        return 'stopped'
      }
      await delay(POLL_EVERY_MS)
    }
  }
  throw new EmbeddedPostgresError(
    'ORPHAN_NOT_STOPPED',
    `The earlier server (process ${found.pid}) did not stop`,
  )
}

function isServerOf(pid: number, clusterFolder: string): boolean {
  const commandLine = processCommandLine(pid)
  return commandLine !== undefined && commandLine.includes('postgres') && commandLine.includes(clusterFolder)
}
