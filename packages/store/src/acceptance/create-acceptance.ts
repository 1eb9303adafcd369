import type { Tracer } from '@pantau/contracts'
import { createFactCapture } from '@pantau/facts'
import type { FactCapture } from '@pantau/facts'
import type { FactDescriptor } from '@pantau/rule-kit'
import type { StorePool } from '../connection/connect-store.ts'
import { isTransient } from '../connection/store-error.ts'
import { createGroupCommit, QueueFullError } from '../group-commit/create-group-commit.ts'
import type {
  AcceptanceOutcome,
  AcceptRequest,
  ActiveConfiguration,
  PinnedRequest,
} from './accept-request.ts'
import { commitBatch } from './commit-batch.ts'
import { commitResiliently } from './commit-resiliently.ts'
import type { Settled } from './commit-resiliently.ts'
import { createLayouts } from '../layout/create-layouts.ts'
import type { DecideEvents } from './decide-events.ts'
import { createEventWriter } from './create-event-writer.ts'
import { createKnownIds } from './known-ids.ts'
import { submitTraced, traceCommit } from './trace-commit.ts'

/** Roughly 100 bytes each. */
const KNOWN_IDS_MAX = 200_000
const OVERLOADED_RETRY_AFTER_MS = 500
/** Commits that tenants make past one that keeps all others busy; it holds a connection while it lasts. */
const EXPRESS_COMMITS = 1

export interface AcceptanceOptions {
  readonly pool: StorePool
  readonly configurations: ActiveConfigurations
  /** Monotonic clock; `process.hrtime.bigint` in a service. */
  readonly nowNs: () => bigint
  /** Messages that share a commit. */
  readonly batchMax: number
  /** Messages that may wait for a commit. */
  readonly queueMax: number
  /** Commits at the same time, and one more while a tenant keeps them busy; each holds a connection. */
  readonly concurrency: number
  /** Told about every commit that is begun, with its number of messages. */
  readonly onCommit?: (messages: number) => void
  /** Records the commits of traced messages. */
  readonly tracer?: Tracer | undefined
  /** Decides messages in the transaction that accepts them; absent where all is decided behind the broker. */
  readonly decide?: DecideEvents | undefined
}

export interface ActiveConfigurations {
  /** What the tenant's messages are evaluated under; undefined where nothing is active. Throws when that cannot be told. */
  active(tenantId: string): ActiveConfiguration | undefined
}

export interface Acceptance {
  /**
   * Takes a message into the record: resolves when it is committed, or when it is known not to be.
   * @throws StoreUnavailableError try again; the message may have been committed all the same, then it is a duplicate
   * @throws UnstorableMessageError this message never can be
   * @throws NotEvaluableError a plan covers a type of message that carries no instruction
   */
  accept(request: AcceptRequest): Promise<AcceptanceOutcome>
  /** Messages that wait for a commit. */
  depth(): number
}

/** The configuration asks for an evaluation that nothing can be said about. Accepting the message would hide that. */
export class NotEvaluableError extends Error {
  override readonly name = 'NotEvaluableError'
}

export function createAcceptance(options: AcceptanceOptions): Acceptance {
  const knownIds = createKnownIds(KNOWN_IDS_MAX)
  const deps = {
    pool: options.pool,
    nowNs: options.nowNs,
    knownIds,
    writeEvent: createEventWriter(),
    captureOf: keepCaptures(),
    recordLayouts: createLayouts(),
    decide: options.decide,
  }
  const group = createGroupCommit<PinnedRequest, Settled<AcceptanceOutcome>>({
    batchMax: options.batchMax,
    queueMax: options.queueMax,
    concurrency: options.concurrency,
    laneOf: ({ tenantId }) => tenantId,
    expressConcurrency: EXPRESS_COMMITS,
    commit: (requests) => {
      options.onCommit?.(requests.length)
      const { tracer } = options
      return tracer === undefined
        ? commitResiliently(requests, commitSome)
        : traceCommit(tracer, requests, (all) => commitResiliently(all, commitSome))
    },
  })

  async function commitSome(requests: readonly PinnedRequest[]): Promise<readonly AcceptanceOutcome[]> {
    try {
      return await commitBatch(deps, requests)
    } catch (error) {
      if (isTransient(error)) {
        knownIds.clear()
      }
      throw error
    }
  }

  return {
    async accept(request) {
      const pinned = pinConfiguration(request, options.configurations)
      try {
        const settled = await group.submit(submitTraced(pinned, options.tracer))
        if (settled.kind === 'failed') {
          throw settled.error
        }
        return settled.result
      } catch (error) {
        if (error instanceof QueueFullError) {
          return { kind: 'overloaded', retryAfterMs: OVERLOADED_RETRY_AFTER_MS }
        }
        throw error
      }
    },
    depth: () => group.depth(),
  }
}

/** What a plan captures is prepared once, and forgotten with the plan. */
function keepCaptures(): (facts: readonly FactDescriptor[]) => FactCapture {
  const captures = new WeakMap<readonly FactDescriptor[], FactCapture>()
  return (facts) => {
    const capture = captures.get(facts) ?? createFactCapture(facts)
    captures.set(facts, capture)
    return capture
  }
}

function pinConfiguration(request: AcceptRequest, configurations: ActiveConfigurations): PinnedRequest {
  const configuration = configurations.active(request.tenantId)
  const { transactionType, instruction, status } = request.parsed
  const isEvaluable = instruction !== undefined || status !== undefined
  if (!isEvaluable && configuration?.compiled.planFor(transactionType) !== undefined) {
    throw new NotEvaluableError(`Messages of type ${transactionType} carry no instruction to evaluate`)
  }
  return configuration === undefined ? request : withConfiguration(request, configuration)
}

/** Written out, because spreading a request for every message costs more than all the rest of this file. */
function withConfiguration(request: AcceptRequest, configuration: ActiveConfiguration): PinnedRequest {
  const { tenantId, parsed, rawBody, contentHash, receivedAtNs, traceParent, span } = request
  const pinned = { tenantId, parsed, rawBody, contentHash, receivedAtNs, configuration }
  if (traceParent === undefined) {
    return pinned
  }
  return span === undefined ? { ...pinned, traceParent } : { ...pinned, traceParent, span }
}
