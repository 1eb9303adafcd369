import { Encoded, ruleOutcomesCodec } from '@pantau/contracts'
import type { RuleGroups } from '@pantau/contracts'
import { Piscina } from 'piscina'
import { joinLines, splitLines } from './json-lines.ts'
import { ExecutorBusyError } from './rule-executor.ts'
import type { RunAnswer } from './rule-executor.ts'
import type { Attempt, RunUnit, StopCause } from './run-unit.ts'
import { ALL_RULES, PROGRESS, PROGRESS_LENGTH } from './thread-protocol.ts'
import type { LackingUnit, RunRequest, RunResponse, ThreadSettings } from './thread-protocol.ts'
import { watchProgress } from './watch-progress.ts'

const BUSY_RETRY_AFTER_MS = 50
const LOST_RETRY_AFTER_MS = 1000
/**
 * Of each thread, for what was made a moment ago. Node lets a thread that reaches its limit have 16 MiB more, to end in good order; where one
 * collection may move more than that into the old part, as with V8's own limit, the whole process ends instead (seen with Node 24).
 */
const YOUNG_HEAP_MAX_MIB = 12

/** Beside this file: as source where sources are run, as JavaScript where they are built. */
const WORKER_URL = new URL(`./rule-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

export interface RuleThreadsOptions {
  /** A module that exports `ruleRegistry`; every thread imports it. */
  readonly registryUrl: string
  readonly ruleGroups: RuleGroups
  readonly threadCount: number
  /** Options of Node for the threads, such as a loader for TypeScript; those of this process when absent. */
  readonly execArgv?: readonly string[]
  /** Tasks that may wait for a thread. */
  readonly queueMax: number
  /** Time for all the rules of one payment together, in whole milliseconds. */
  readonly ruleBudgetMs: number
  /** Heap of one thread; a rule that needs more crashes its thread. */
  readonly threadHeapMaxMib: number
  /** Told of a thread that ended while it had nothing to do. */
  onThreadLost(error: unknown): void
}

export interface ThreadTask extends Pick<RunRequest, 'suspended' | 'configurations' | 'layouts'> {
  readonly units: readonly RunUnit[]
}

/** How far a thread came. Units in `lacking` have no answer until they are sent again with what they lack. */
export interface ThreadRun extends Attempt {
  readonly lacking: readonly LackingUnit[]
}

/** A mistake of ours, in a thread or in what it was given; trying again does not help. */
export class RuleThreadError extends Error {
  override readonly name = 'RuleThreadError'
}

/** The worker threads that run rules. */
export interface RuleThreads {
  /** @throws ExecutorBusyError when all threads are busy and the queue is full, or a thread was lost before it began */
  run(task: ThreadTask): Promise<ThreadRun>
  close(): Promise<void>
}

/** @throws RuleThreadError when no thread can start, such as for a registry that does not load */
export async function createRuleThreads(options: RuleThreadsOptions): Promise<RuleThreads> {
  const settings: ThreadSettings = { registryUrl: options.registryUrl, ruleGroups: options.ruleGroups }
  const pool = new Piscina<RunRequest, RunResponse>({
    filename: WORKER_URL.href,
    ...(options.execArgv === undefined ? {} : { execArgv: [...options.execArgv] }),
    workerData: settings,
    minThreads: options.threadCount,
    maxThreads: options.threadCount,
    maxQueue: options.queueMax,
    idleTimeout: Infinity,
    resourceLimits: {
      maxOldGenerationSizeMb: options.threadHeapMaxMib,
      maxYoungGenerationSizeMb: YOUNG_HEAP_MAX_MIB,
    },
    recordTiming: false,
  })
  pool.on('error', (error: unknown) => {
    if (!isLateAnswer(error)) {
      options.onThreadLost(error)
    }
  })
  let inHand = 0

  async function run(task: ThreadTask): Promise<ThreadRun> {
    if (inHand >= options.threadCount + options.queueMax) {
      throw new ExecutorBusyError('All rule threads are busy', BUSY_RETRY_AFTER_MS)
    }
    inHand += 1
    try {
      return await runOnThread(pool, task, options.ruleBudgetMs)
    } finally {
      inHand -= 1
    }
  }

  try {
    const nothing = { units: [], suspended: new Set<string>(), configurations: [], layouts: [] }
    await runOnThread(pool, nothing, options.ruleBudgetMs)
  } catch (error) {
    await pool.destroy()
    throw new RuleThreadError('The rule threads do not start', { cause: error })
  }
  return { run, close: async () => pool.destroy() }
}

/** Of a thread that answered while it was being ended for taking too long: nobody waits for the answer. The pool gives it no code. */
function isLateAnswer(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unexpected message from Worker')
}

async function runOnThread(
  pool: Piscina<RunRequest, RunResponse>,
  task: ThreadTask,
  ruleBudgetMs: number,
): Promise<ThreadRun> {
  const progress = new Int32Array(new SharedArrayBuffer(PROGRESS_LENGTH * Int32Array.BYTES_PER_ELEMENT))
  const lines = joinLines(task.units.map((unit) => unit.message.bytes()))
  const request: RunRequest = {
    lines,
    ruleIndexes: task.units.map((unit) => unit.ruleIndex ?? ALL_RULES),
    suspended: task.suspended,
    configurations: task.configurations,
    layouts: task.layouts,
    progress,
  }
  const kill = new AbortController()
  const watch = watchProgress({
    progress,
    unitBudgetMs: ruleBudgetMs,
    onStalled() {
      kill.abort()
    },
  })
  let response: RunResponse
  try {
    response = await pool.run(request, { transferList: [lines.buffer], signal: kill.signal })
  } catch (error) {
    return runThatStopped(suspectOf(progress), kill.signal.aborted ? 'over-budget' : 'crashed', error)
  } finally {
    watch.stop()
  }
  return readResponse(response, task.units.length)
}

/** The number of the unit that is to blame, counted from 1; undefined when the thread was lost outside of any. */
function suspectOf(progress: Int32Array): number | undefined {
  const unit = Atomics.load(progress, 0)
  // After the last unit only what a rule left behind can run.
  const suspect = unit === PROGRESS.done ? Atomics.load(progress, 1) : unit
  return suspect === PROGRESS.notBegun ? undefined : suspect
}

/** @throws ExecutorBusyError when no unit is to blame: the task may be tried again */
function runThatStopped(suspect: number | undefined, cause: StopCause, error: unknown): ThreadRun {
  if (suspect === undefined) {
    throw new ExecutorBusyError('A rule thread was lost outside of a rule', LOST_RETRY_AFTER_MS, {
      cause: error,
    })
  }
  return { answers: [], lacking: [], stopped: { suspect: suspect - 1, certain: true, cause } }
}

function readResponse(response: RunResponse, unitCount: number): ThreadRun {
  if (response.kind === 'failed') {
    throw new RuleThreadError(`A rule thread failed outside of a rule: ${response.message}`)
  }
  const lines = splitLines(response.lines)
  const answers = Array.from({ length: unitCount }, (_, unit): RunAnswer | undefined => {
    const line = lines[unit]
    return line === undefined || line.length === 0
      ? undefined
      : { kind: 'outcomes', outcomes: Encoded.ofBytes(ruleOutcomesCodec, line) }
  })
  for (const { unit, reason } of response.refused) {
    answers[unit] = { kind: 'refused', reason }
  }
  return { answers, lacking: response.lacking }
}
