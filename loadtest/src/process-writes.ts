import { readFile } from 'node:fs/promises'

/**
 * Bytes that a process made the storage write, from /proc/pid/io (`write_bytes`, proc_pid_io(5)): whole pages, counted when they are
 * written to memory. `undefined` where the kernel does not tell.
 */
export async function readWrittenBytes(processId: number): Promise<number | undefined> {
  try {
    const written = /^write_bytes: (\d+)$/m.exec(await readFile(`/proc/${processId}/io`, 'utf8'))?.[1]
    return written === undefined ? undefined : Number(written)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') {
      return undefined
    }
    throw error
  }
}
