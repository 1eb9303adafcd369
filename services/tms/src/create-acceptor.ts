import { channels, spanFields } from '@pantau/contracts'
import type { AcceptedEvent, Encoded, Span } from '@pantau/contracts'
import type { Log } from '@pantau/service-runtime'
import type { Clock } from '@pantau/stream'
import type { AcceptOutcome, AcceptRequest, Acceptor } from './acceptor.ts'
import type { EventPublisher } from './event-publisher.ts'

/** What committing a message gave: with `accepted`, the events that are now to be published (none, one, or those it released). */
export type CommitOutcome =
  | ({ readonly events: readonly Encoded<AcceptedEvent>[] } & Extract<AcceptOutcome, { kind: 'accepted' }>)
  | Exclude<AcceptOutcome, { kind: 'accepted' }>

/** How many accepted messages may wait for their evaluation. */
export interface Backlog {
  isFull(): boolean
}

export interface AcceptorDeps {
  readonly commit: (request: AcceptRequest) => Promise<CommitOutcome>
  readonly publisher: Pick<EventPublisher, 'offer'>
  readonly backlog: Backlog
  /** By when a message is answered. What is still going on then goes on, and a message that comes again finds what came of it. */
  readonly answerTimeoutMs: number
  readonly clock: Clock
  readonly log: Log
  /** From 0 to below 1: spreads the times at which callers are asked to come again. */
  readonly random: () => number
}

/** A backlog that is full does not empty at once. */
export const BACKLOG_RETRY_AFTER_MS = 5_000
/** A database that is too slow now may have caught up by then. */
export const TIMEOUT_RETRY_AFTER_MS = 1_000

const ACCEPTED: AcceptOutcome = { kind: 'accepted' }
/** Callers are spread over this multiple of the time after which trying again helps at the earliest. */
const RETRY_SPREAD = 1

/**
 * Accepts a message: committed first, then published. That the broker is away changes nothing about the answer; that too much
 * accepted work waits, or that the answer takes too long, does.
 */
export function createAcceptor(deps: AcceptorDeps): Acceptor {
  const { commit, publisher, backlog } = deps

  async function commitAndPublish(request: AcceptRequest): Promise<AcceptOutcome> {
    const outcome = await commit(request)
    if (outcome.kind !== 'accepted') {
      return outcome
    }
    await (request.span === undefined
      ? publisher.offer(outcome.events)
      : offerTraced(outcome.events, request.span, publisher))
    const { decided } = outcome
    return decided === undefined ? ACCEPTED : { kind: 'accepted', decided }
  }

  return {
    accept: async (request) =>
      spread(
        backlog.isFull()
          ? { kind: 'overloaded', retryAfterMs: BACKLOG_RETRY_AFTER_MS }
          : await answerInTime(commitAndPublish(request), request.span, deps),
        deps.random,
      ),
  }
}

async function offerTraced(
  events: readonly Encoded<AcceptedEvent>[],
  span: Span,
  publisher: AcceptorDeps['publisher'],
): Promise<void> {
  if (events.length === 0) {
    return
  }
  const { name, subject } = channels.eventDirector
  const publishing = span.child(`send ${name}`, { kind: 'producer' })
  publishing.set({ 'messaging.operation.type': 'send', 'messaging.destination.name': subject })
  if (!(await publisher.offer(events))) {
    publishing.fail('not_confirmed')
  }
  publishing.end()
}

/** Callers who are told to come again at the same time would come together. */
function spread(outcome: AcceptOutcome, random: () => number): AcceptOutcome {
  return 'retryAfterMs' in outcome
    ? { ...outcome, retryAfterMs: outcome.retryAfterMs * (1 + random() * RETRY_SPREAD) }
    : outcome
}

/** The outcome, or `unavailable` when it does not come in time. */
function answerInTime(
  work: Promise<AcceptOutcome>,
  span: Span | undefined,
  { answerTimeoutMs, clock, log }: AcceptorDeps,
): Promise<AcceptOutcome> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const cancel = clock.after(answerTimeoutMs, () => {
      isLate = true
      const unfinished = work.then(
        () => undefined,
        () => undefined,
      )
      resolve({ kind: 'unavailable', retryAfterMs: TIMEOUT_RETRY_AFTER_MS, unfinished })
    })
    work
      .then(resolve, (error: unknown) => {
        if (isLate) {
          log.error({ err: error, ...spanFields(span) }, 'a message failed after its answer was due')
        }
        reject(error)
      })
      .finally(cancel)
  })
}
