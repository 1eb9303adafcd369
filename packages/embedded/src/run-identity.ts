import { spawnSync } from 'node:child_process'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** uid and gid of `nobody` on Linux; also the kernel's overflow ids, which an empty user namespace shows. */
const NOBODY_ID = 65_534

/**
 * As whom PostgreSQL runs; it refuses to run as root.
 * - `self`: this process is not root.
 * - `nobody`: this process is root and drops to `nobody`, who can reach the binaries and the data folder.
 * - `user-namespace`: this process is root and `nobody` cannot reach them (a home folder with mode 0700). In an empty user
 *   namespace the server is not root, yet reads files as their owner.
 */
export type RunIdentity = 'self' | 'nobody' | 'user-namespace'

export interface CommandAs {
  readonly command: string
  readonly args: readonly string[]
  readonly ids: { readonly uid?: number; readonly gid?: number }
}

/** How to run a command as the given identity. */
export function commandAs(identity: RunIdentity, command: string, args: readonly string[]): CommandAs {
  switch (identity) {
    case 'self':
      return { command, args, ids: {} }
    case 'nobody':
      return { command, args, ids: { uid: NOBODY_ID, gid: NOBODY_ID } }
    case 'user-namespace':
      return { command: 'unshare', args: ['--user', '--', command, ...args], ids: {} }
  }
}

/** The uid that must own the files of a server with this identity, as seen from here. */
export function fileOwner(identity: RunIdentity): number {
  return identity === 'nobody' ? NOBODY_ID : (process.getuid?.() ?? 0)
}

/**
 * Chooses by trying each way on the real binary and folder.
 * @throws EmbeddedPostgresError ROOT_REFUSED
 */
export function chooseRunIdentity(postgres: string, folder: string): RunIdentity {
  if (process.getuid?.() !== 0) {
    return 'self'
  }
  const failures: string[] = []
  for (const identity of ['nobody', 'user-namespace'] as const) {
    const { command, args, ids } = commandAs(identity, 'sh', [
      '-c',
      'cd "$1" && exec "$2" --version',
      'probe',
      folder,
      postgres,
    ])
    const result = spawnSync(command, args, { encoding: 'utf8', ...ids })
    if (result.status === 0) {
      return identity
    }
    failures.push(`${identity}: ${result.error?.message ?? result.stderr.trim()}`)
  }
  throw new EmbeddedPostgresError(
    'ROOT_REFUSED',
    `PostgreSQL does not run as root, and neither other way works here (${failures.join('; ')}). Run as an ordinary user, or put the project where every user may read it`,
  )
}
