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
}

export interface GroupCommit<Request, Result> {
  /** @throws QueueFullError */
  submit(request: Request): Promise<Result>
  /** Requests that wait for a batch. */
  depth(): number
}

interface Waiting<Request, Result> {
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
  const waiting: Waiting<Request, Result>[] = []
  let inFlight = 0
  let isStarting = false

  function start(): void {
    isStarting = false
    while (inFlight < options.concurrency && waiting.length > 0) {
      inFlight += 1
      void run(waiting.splice(0, options.batchMax))
    }
  }

  async function run(batch: readonly Waiting<Request, Result>[]): Promise<void> {
    await settle(batch, options)
    inFlight -= 1
    start()
  }

  return {
    submit(request) {
      if (waiting.length >= options.queueMax) {
        return Promise.reject(new QueueFullError(`${options.queueMax} requests are waiting already`))
      }
      return new Promise<Result>((resolve, reject) => {
        waiting.push({ request, resolve, reject })
        if (!isStarting && inFlight < options.concurrency) {
          isStarting = true
          // Requests that arrive in the same turn of the event loop start in one batch.
          setImmediate(start)
        }
      })
    },
    depth: () => waiting.length,
  }
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
