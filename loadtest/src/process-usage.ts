import { readFile, readdir } from 'node:fs/promises'

/** Kernel ticks per second in /proc (USER_HZ): 100 on every Linux architecture that Node runs on. */
const TICKS_PER_SECOND = 100

export interface ProcessUsage {
  /** In user and kernel mode, over all threads. */
  readonly cpuSeconds: number
  /** Proportional set size: shared pages (PostgreSQL's buffers) are divided among the processes that map them. */
  readonly memoryBytes: number
}

interface ProcessStat {
  readonly parentId: number
  readonly ownTicks: number
  /** Of children that ended and were waited for. */
  readonly endedChildrenTicks: number
}

/**
 * What a process has used, from /proc (see proc_pid_stat(5)); resolution is 10 ms of CPU. `undefined` when there is no such process,
 * or no /proc on this platform.
 */
export async function readProcessUsage(processId: number): Promise<ProcessUsage | undefined> {
  const text = await readFileOfProcess(`/proc/${processId}/stat`)
  return text === undefined
    ? undefined
    : {
        cpuSeconds: parseProcessStat(text).ownTicks / TICKS_PER_SECOND,
        memoryBytes: await readMemoryBytes(processId),
      }
}

/** As `readProcessUsage`, of a process with all its descendants, also those that ended. */
export async function readProcessTreeUsage(processId: number): Promise<ProcessUsage | undefined> {
  const stats = await readAllStats()
  const root = stats.get(processId)
  if (root === undefined) {
    return undefined
  }
  let ticks = 0
  let memoryBytes = 0
  for (const id of familyOf(processId, stats)) {
    const stat = stats.get(id)
    ticks += stat === undefined ? 0 : stat.ownTicks + stat.endedChildrenTicks
    memoryBytes += await readMemoryBytes(id)
  }
  return { cpuSeconds: ticks / TICKS_PER_SECOND, memoryBytes }
}

function familyOf(processId: number, stats: ReadonlyMap<number, ProcessStat>): readonly number[] {
  const family = [processId]
  for (const member of family) {
    for (const [id, stat] of stats) {
      if (stat.parentId === member) {
        family.push(id)
      }
    }
  }
  return family
}

async function readAllStats(): Promise<ReadonlyMap<number, ProcessStat>> {
  const stats = new Map<number, ProcessStat>()
  for (const name of await readdir('/proc').catch(() => [])) {
    if (/^\d+$/.test(name)) {
      const text = await readFileOfProcess(`/proc/${name}/stat`)
      if (text !== undefined) {
        stats.set(Number(name), parseProcessStat(text))
      }
    }
  }
  return stats
}

/** Parses /proc/pid/stat. The command name is in parentheses and may itself hold blanks and parentheses. */
export function parseProcessStat(text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const field = (number: number): number => Number(fields[number - 3])
  return {
    parentId: field(4),
    ownTicks: field(14) + field(15),
    endedChildrenTicks: field(16) + field(17),
  }
}

async function readMemoryBytes(processId: number): Promise<number> {
  const text = (await readFileOfProcess(`/proc/${processId}/smaps_rollup`)) ?? ''
  const proportionalKib = /^Pss:\s+(\d+) kB$/m.exec(text)?.[1]
  return proportionalKib === undefined ? 0 : Number(proportionalKib) * 1024
}

/** A process may end between listing and reading; its file is then gone (ENOENT) or unreadable (ESRCH). */
async function readFileOfProcess(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') {
      return undefined
    }
    throw error
  }
}
