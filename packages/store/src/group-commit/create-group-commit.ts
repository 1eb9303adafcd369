import { FairQueue } from './fair-queue.ts'
import { LaneLoad } from './lane-load.ts'

/** The queue holds as many requests as it may; the caller should answer "overloaded" and not wait. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError'
}

export interface GroupCommitOptions<Request, Result> {
  /** Commits a batch and answers one result per request, in the same order. When it rejects, so does every request of the batch. */
  commit(batch: readonly Request[]): Promise<readonly Result[]>
  readonly batchMax: number
  /** Requests that may wait, besides those that are being committed. */
  readonly queueMax: number
  /** Batches being committed at the same time. */
  readonly concurrency: number
  /** Whose request it is: those whose requests wait take turns. All are of one when absent. */
  readonly laneOf?: (request: Request) => string
  /**
   * Batches besides, for the others where one lane has most of all requests: they wait neither for its batches nor in them, which take longer
   * the more they hold. None when absent.
   */
  readonly expressConcurrency?: number
}

export interface GroupCommit<Request, Result> {
  /** @throws QueueFullError */
  submit(request: Request): Promise<Result>
  /** Requests that wait for a batch. */
  depth(): number
}

interface Waiting<Request, Result> {
  readonly lane: string
  readonly request: Request
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Lets requests share commits without a timer: while a batch is being committed, the next one collects. Under low load a request
 * is committed alone and at once; under high load batches grow by themselves.
 */
export function createGroupCommit<Request, Result>(
  options: GroupCommitOptions<Request, Result>,
): GroupCommit<Request, Result> {
  const { batchMax, concurrency, expressConcurrency = 0, laneOf = () => '' } = options
  const waiting = new FairQueue<Waiting<Request, Result>>()
  const load = new LaneLoad()
  const inFlight = { regular: 0, express: 0 }
  let isStarting = false

  function start(): void {
    isStarting = false
    const heavy = heavyLanes()
    if (heavy.size > 0 && inFlight.express < expressConcurrency) {
      run(
        waiting.take(batchMax, (lane) => !heavy.has(lane)),
        'express',
      )
    }
    while (inFlight.regular < concurrency && waiting.size > 0) {
      const theirs = heavy.size === 0 ? [] : waiting.take(batchMax, (lane) => heavy.has(lane))
      run(theirs.length === 0 ? waiting.take(batchMax) : theirs, 'regular')
    }
  }

  function heavyLanes(): ReadonlySet<string> {
    return expressConcurrency === 0 ? new Set() : load.heavy()
  }

  function mayStart(lane: string): boolean {
    return (
      inFlight.regular < concurrency ||
      (inFlight.express < expressConcurrency && isPushedAside(lane, heavyLanes()))
    )
  }

  function run(batch: readonly Waiting<Request, Result>[], place: 'regular' | 'express'): void {
    if (batch.length > 0) {
      inFlight[place] += 1
      void commitAndGoOn(batch, place)
    }
  }

  async function commitAndGoOn(
    batch: readonly Waiting<Request, Result>[],
    place: 'regular' | 'express',
  ): Promise<void> {
    await settle(batch, options)
    inFlight[place] -= 1
    for (const { lane } of batch) {
      load.remove(lane)
    }
    start()
  }

  return {
    submit(request) {
      if (waiting.size >= options.queueMax) {
        return Promise.reject(new QueueFullError(`${options.queueMax} requests are waiting already`))
      }
      return new Promise<Result>((resolve, reject) => {
        const lane = laneOf(request)
        waiting.push(lane, { lane, request, resolve, reject })
        load.add(lane)
        if (!isStarting && mayStart(lane)) {
          isStarting = true
          // Requests that arrive in the same turn of the event loop start in one batch.
          setImmediate(start)
        }
      })
    },
    depth: () => waiting.size,
  }
}

function isPushedAside(lane: string, heavy: ReadonlySet<string>): boolean {
  return heavy.size > 0 && !heavy.has(lane)
}

async function settle<Request, Result>(
  batch: readonly Waiting<Request, Result>[],
  { commit }: GroupCommitOptions<Request, Result>,
): Promise<void> {
  try {
    const results = await commit(batch.map(({ request }) => request))
    if (results.length !== batch.length) {
      throw new TypeError(`A commit of ${batch.length} requests answered ${results.length} results`)
    }
    for (const [index, result] of results.entries()) {
      batch[index]?.resolve(result)
    }
  } catch (error) {
    for (const { reject } of batch) {
      reject(error)
    }
  }
}
