import type { Span } from '@pantau/contracts'
import type { ParsedMessage } from '@pantau/iso20022'
import type { EvaluationItem } from '@pantau/store'

/** A valid message on its way to being accepted. */
export interface AcceptRequest {
  readonly tenantId: string
  readonly parsed: ParsedMessage
  /** The body exactly as it came: the evidence that is kept. */
  readonly rawBody: Uint8Array
  /** SHA-256 of the message's canonical text: equal whenever the messages are, whatever their white space and order of keys. */
  readonly contentHash: Uint8Array
  /** When the request came, on the monotonic clock of this process, in nanoseconds. */
  readonly receivedAtNs: bigint
  /** W3C trace context that goes along with the message: of its span, or as the caller sent it. */
  readonly traceParent?: string
  /** What is recorded of it, where it is sampled. */
  readonly span?: Span
}

/** What became of it. `accepted` and `duplicate` mean committed. */
export type AcceptOutcome =
  | {
      readonly kind: 'accepted'
      /** What was decided in the same transaction, where that is done: perhaps the message, and others that waited for it. */
      readonly decided?: readonly EvaluationItem[]
    }
  /** The same message was accepted before. */
  | { readonly kind: 'duplicate' }
  /** Another message with this identification was accepted before. */
  | { readonly kind: 'conflict' }
  /** The database refuses a value of the message, and always will. */
  | { readonly kind: 'unstorable' }
  /** More work waits than may wait. */
  | { readonly kind: 'overloaded'; readonly retryAfterMs: number }
  /** Whether or what was committed cannot be told; sending the message again is safe. */
  | {
      readonly kind: 'unavailable'
      readonly retryAfterMs: number
      /** Where work on it goes on all the same: resolves when that is over. Never rejects. */
      readonly unfinished?: Promise<void>
    }

export interface Acceptor {
  accept(request: AcceptRequest): Promise<AcceptOutcome>
}
