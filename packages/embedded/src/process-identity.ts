import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isMissingFile } from './missing-file.ts'

/**
 * When the process started, as an opaque text; undefined when there is no such process. A process id alone does not identify a
 * process: the kernel gives it to another one later. The id together with the start does.
 */
export function processStartedAt(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    return psColumn(pid, 'lstart')
  }
  const stat = readProcFile(`/proc/${pid}/stat`)
  // proc(5): field 2 is the command in parentheses and may hold anything, so count from the last parenthesis; field 22 is the start.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const state = fields?.[0]
  return state === 'Z' || state === 'X' ? undefined : fields?.[19]
}

/** The process's command line, arguments separated by spaces; undefined when there is no such process. */
export function processCommandLine(pid: number): string | undefined {
  return process.platform === 'linux'
    ? readProcFile(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ')
    : psColumn(pid, 'command')
}

/** Reads nothing as undefined: the process is gone, or goes while it is read (ESRCH). */
function readProcFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissingFile(error) || (error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
      return undefined
    }
    throw error
  }
}

function psColumn(pid: number, column: 'command' | 'lstart'): string | undefined {
  const result = spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  })
  if (result.error !== undefined) {
    throw new Error('ps could not be run, so other processes cannot be told apart', { cause: result.error })
  }
  const text = result.stdout.trim()
  return text === '' ? undefined : text
}
