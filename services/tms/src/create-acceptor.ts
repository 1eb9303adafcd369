import type { AcceptedEvent, Encoded } from '@pantau/contracts'
import type { AcceptOutcome, AcceptRequest, Acceptor } from './acceptor.ts'
import type { EventPublisher } from './event-publisher.ts'

/** What committing a message gave: with `accepted`, the events that are now to be published (none, one, or those it released). */
export type CommitOutcome =
  | { readonly kind: 'accepted'; readonly events: readonly Encoded<AcceptedEvent>[] }
  | Exclude<AcceptOutcome, { kind: 'accepted' }>

/** How many accepted messages may wait for their evaluation. */
export interface Backlog {
  isFull(): boolean
}

export interface AcceptorDeps {
  readonly commit: (request: AcceptRequest) => Promise<CommitOutcome>
  readonly publisher: Pick<EventPublisher, 'offer'>
  readonly backlog: Backlog
}

/** A backlog that is full does not empty at once. */
export const BACKLOG_RETRY_AFTER_MS = 5_000

const ACCEPTED: AcceptOutcome = { kind: 'accepted' }

/**
 * Accepts a message: committed first, then published. That the broker is away changes nothing about the answer; that too much
 * accepted work waits does.
 */
export function createAcceptor({ commit, publisher, backlog }: AcceptorDeps): Acceptor {
  return {
    accept: async (request) => {
      if (backlog.isFull()) {
        return { kind: 'overloaded', retryAfterMs: BACKLOG_RETRY_AFTER_MS }
      }
      const outcome = await commit(request)
      if (outcome.kind !== 'accepted') {
        return outcome
      }
      await publisher.offer(outcome.events)
      return ACCEPTED
    },
  }
}
