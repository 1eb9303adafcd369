import { isMainThread, MessageChannel, Worker } from 'node:worker_threads'
import { createTimeLimit } from './time-limit.ts'
import { WATCH_READY, watchMainThread } from './watch-main-thread.ts'
import type { MainThreadWatch } from './watch-main-thread.ts'

/** Runs synchronous work in this thread, and stops it where it stands when it takes too long. */
export interface WatchedTimeLimit {
  /**
   * False: the work was stopped. Whatever it had stored by then stays; it gets no chance to clean up. Pieces of work run one after another.
   * @throws what the work throws
   */
  finishes(limitMs: number, work: () => void): Promise<boolean>
  /** Must be the last call. */
  close(): Promise<void>
}

export interface WatchedTimeLimitOptions {
  /** How often a watching thread looks: work is stopped up to two looks after its limit. */
  readonly lookEveryMs: number
}

interface Job {
  readonly limitMs: number
  readonly work: () => void
  resolve(isFinished: boolean): void
  reject(error: unknown): void
}

/** Work that was too long waits so long for its end, which takes the watching thread a moment. */
const STOP_WITHIN_MS = 10_000
const RUN_MAX = 0x7fff_ffff
const HEAP_MAX_MIB = 16

const WATCH_SOURCE = `const { workerData, parentPort } = require('node:worker_threads')
;(${watchMainThread.toString()})(workerData, require('node:inspector'), (number) => parentPort.postMessage(number))`

/**
 * One thread watches all work, where `TimeLimit` starts one each time: 2 instead of 35 µs of CPU, and no wait for its end. It stops work as a
 * debugger would (`Runtime.terminateExecution`), which ends everything up to the event loop and drops the microtasks that wait; so work is
 * the only thing that runs in its turn of the event loop, begun by a message. Until the thread has started, where it was lost, and in a
 * thread that is not the process's first, which it could not stop, `TimeLimit` does the same.
 * https://chromedevtools.github.io/devtools-protocol/tot/Runtime/#method-terminateExecution
 */
export function createWatchedTimeLimit({ lookEveryMs }: WatchedTimeLimitOptions): WatchedTimeLimit {
  const fallback = createTimeLimit()
  const [run, limit] = [new Int32Array(new SharedArrayBuffer(4)), new Int32Array(new SharedArrayBuffer(4))]
  const waiting: Job[] = []
  const begun = new Map<number, Job>()
  const turns = new MessageChannel()
  let isWatched = false
  let lastRun = 0

  function runNext(): void {
    const job = waiting.shift()
    if (job === undefined) {
      return
    }
    lastRun = (lastRun % RUN_MAX) + 1
    begun.set(lastRun, job)
    Atomics.store(limit, 0, job.limitMs)
    Atomics.store(run, 0, lastRun)
    const failure = failureOf(job.work)
    if (Atomics.compareExchange(run, 0, lastRun, 0) !== lastRun) {
      waitForEnd()
    }
    settle(lastRun, (settled) =>
      failure === undefined ? settled.resolve(true) : settled.reject(failure.error),
    )
  }

  function settle(number: number, how: (job: Job) => void): void {
    const job = begun.get(number)
    begun.delete(number)
    if (begun.size === 0 && waiting.length === 0) {
      turns.port2.unref()
    }
    if (job !== undefined) {
      how(job)
    }
  }

  function onLost(): void {
    isWatched = false
    for (const number of begun.keys()) {
      settle(number, (job) => job.reject(new Error('The watching thread was lost while it stopped a run')))
    }
  }

  turns.port2.on('message', runNext)
  turns.port2.unref()
  const watch = isMainThread ? startWatch({ run, limit, lookEveryMs }) : undefined
  watch?.on('message', (number: number) => {
    if (number === WATCH_READY) {
      isWatched = true
    } else {
      settle(number, (job) => job.resolve(false))
    }
  })
  // Work that goes on is not watched any more; the next is, by the fallback.
  watch?.on('error', onLost)
  watch?.on('exit', onLost)

  return {
    finishes(limitMs, work) {
      return new Promise((resolve, reject) => {
        if (!isWatched) {
          resolve(fallback.finishes(limitMs, work))
          return
        }
        waiting.push({ limitMs, work, resolve, reject })
        turns.port2.ref()
        turns.port1.postMessage(undefined)
      })
    },
    async close() {
      await watch?.terminate()
      turns.port1.close()
    },
  }
}

function startWatch(workerData: MainThreadWatch): Worker {
  const worker = new Worker(WATCH_SOURCE, {
    eval: true,
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MAX_MIB },
  })
  worker.unref()
  return worker
}

function failureOf(work: () => void): { readonly error: unknown } | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return { error }
  }
}

/** The end is on its way, and nothing else may run until it is here: whatever ran would be ended instead. */
function waitForEnd(): void {
  const untilMs = performance.now() + STOP_WITHIN_MS
  while (performance.now() < untilMs) {
    // It ends here.
  }
  throw new Error('Work that took too long was not stopped')
}
