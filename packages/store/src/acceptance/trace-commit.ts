import { errorType } from '@pantau/contracts'
import type { Span, Tracer } from '@pantau/contracts'
import type { PinnedRequest } from './accept-request.ts'
import type { Settled } from './commit-resiliently.ts'

type Commit<Result> = (requests: readonly PinnedRequest[]) => Promise<readonly Settled<Result>[]>

/** Begins a traced request's wait for its commit. */
export function submitTraced(request: PinnedRequest, tracer: Tracer | undefined): PinnedRequest {
  return request.span === undefined || tracer === undefined
    ? request
    : { ...request, submittedAtMs: tracer.nowMs() }
}

/**
 * Commits a batch. Of its messages those that are traced get two parts, the wait for a place in it and the commit; the commit of the batch,
 * which is for all of them, is a span of its own that it and they are linked with.
 */
export async function traceCommit<Result>(
  tracer: Tracer,
  requests: readonly PinnedRequest[],
  commit: Commit<Result>,
): Promise<readonly Settled<Result>[]> {
  const links = requests.flatMap(({ span }) => span?.context ?? [])
  if (links.length === 0) {
    return commit(requests)
  }
  const batch = tracer.begin('commit batch', { links })
  batch.set({ 'pantau.batch.messages': requests.length, 'pantau.batch.traced': links.length })
  const parts = requests.map((request) => beginCommit(request, batch))
  try {
    const results = await commit(requests)
    for (const [index, result] of results.entries()) {
      if (result.kind === 'failed') {
        parts[index]?.fail(errorType(result.error))
        batch.fail(errorType(result.error))
      }
    }
    return results
  } catch (error) {
    for (const span of [...parts, batch]) {
      span?.fail(errorType(error))
    }
    throw error
  } finally {
    for (const part of parts) {
      part?.end()
    }
    batch.end()
  }
}

function beginCommit({ span, submittedAtMs }: PinnedRequest, batch: Span): Span | undefined {
  if (submittedAtMs !== undefined) {
    span?.child('wait for a commit', { startedAtMs: submittedAtMs }).end()
  }
  return span?.child('commit', { links: [batch.context] })
}
