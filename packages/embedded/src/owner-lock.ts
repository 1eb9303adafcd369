import { randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { isMissingFile } from './missing-file.ts'
import { processStartedAt } from './process-identity.ts'

const RETRY_EVERY_MS = 50

export interface OwnerLock {
  /** May be called again; the lock that another process took meanwhile stays. */
  release(): Promise<void>
}

/** A living process holds the lock, and kept it for as long as the caller was willing to wait. */
export class OwnerLockHeldError extends Error {
  override readonly name = 'OwnerLockHeldError'
}

/**
 * Takes a lock that one living process can hold: a file that names the holder by process id and start. The lock of a process
 * that was killed counts as free, so nothing has to be cleaned up by hand.
 * @throws OwnerLockHeldError when it is still held after `waitMs`.
 */
export async function acquireOwnerLock(path: string, waitMs = 0): Promise<OwnerLock> {
  const owner = `${process.pid} ${processStartedAt(process.pid) ?? ''}`
  const draft = `${path}.${randomUUID()}`
  const giveUpAtMs = Date.now() + waitMs
  await writeFile(draft, owner, { mode: 0o600 })
  try {
    while (!(await tryLink(draft, path))) {
      const holder = await readHolder(path)
      if (holder !== undefined && isAlive(holder)) {
        if (Date.now() >= giveUpAtMs) {
          throw new OwnerLockHeldError(`Process ${holder.split(' ')[0]} holds ${path}`)
        }
        await delay(RETRY_EVERY_MS)
      } else if (holder !== undefined) {
        await removeStale(path, holder)
      }
    }
  } finally {
    await rm(draft, { force: true })
  }
  let isHeld = true
  return {
    release: async () => {
      if (isHeld) {
        isHeld = false
        await rm(path, { force: true })
      }
    },
  }
}

/** A hard link appears with its content or not at all: no reader ever sees a lock without its holder. */
async function tryLink(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return false
    }
    throw error
  }
}

async function readHolder(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissingFile(error)) {
      return undefined
    }
    throw error
  }
}

function isAlive(holder: string): boolean {
  const separator = holder.indexOf(' ')
  return processStartedAt(Number(holder.slice(0, separator))) === holder.slice(separator + 1)
}

/**
 * Two processes may find the same stale lock; the second must not remove the lock that the first has taken meanwhile. So only one at a
 * time removes: while it does, what it has read stays, because nobody else removes it and its holder is dead.
 */
async function removeStale(path: string, staleHolder: string): Promise<void> {
  const removal = await acquireOwnerLock(`${path}.removal`).catch((error: unknown) => {
    if (error instanceof OwnerLockHeldError) {
      return undefined
    }
    throw error
  })
  if (removal === undefined) {
    await delay(RETRY_EVERY_MS)
    return
  }
  try {
    if ((await readHolder(path)) === staleHolder) {
      await rm(path, { force: true })
    }
  } finally {
    await removal.release()
  }
}
