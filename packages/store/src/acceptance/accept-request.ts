import type { CapturedEvent, Encoded, Span } from '@pantau/contracts'
import type { CompiledConfiguration } from '@pantau/evaluation'
import type { EvaluationItem } from '../evaluation/create-evaluation-writer.ts'
import type { ParsedMessage } from '@pantau/iso20022'

/** A message that was read and found valid, on its way into the record. */
export interface AcceptRequest {
  readonly tenantId: string
  readonly parsed: ParsedMessage
  /** The bytes as received. */
  readonly rawBody: Uint8Array
  /** SHA-256 of what makes the message this message and no other; equal hashes are the same message. */
  readonly contentHash: Uint8Array
  /** When the request arrived, by the monotonic clock that the acceptance was given. */
  readonly receivedAtNs: bigint
  /** W3C trace context that goes along with the message. */
  readonly traceParent?: string
  /** What is recorded of it, where it is traced. */
  readonly span?: Span
}

/**
 * What became of a message. `accepted`: committed; `events` are owed an evaluation and ready to be published: its own, and those of
 * earlier status reports that waited for this message; `decided` are those of them that are owed nothing, as their evaluations are committed
 * with the message. `duplicate`: the same message is on record. `conflict`: another message has
 * its key. `overloaded`: not looked at.
 */
export type AcceptanceOutcome =
  | {
      readonly kind: 'accepted'
      readonly events: readonly Encoded<CapturedEvent>[]
      readonly decided?: readonly EvaluationItem[]
    }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'overloaded'; readonly retryAfterMs: number }

/** What a tenant's messages are evaluated under from now on. */
export interface ActiveConfiguration {
  readonly digest: string
  readonly compiled: CompiledConfiguration
}

/** A request with the configuration that it is evaluated under; absent where the tenant has none. */
export interface PinnedRequest extends AcceptRequest {
  readonly configuration?: ActiveConfiguration
  /** Since when it waits for its commit, by the clock of the tracer; where it is traced. */
  readonly submittedAtMs?: number
}
