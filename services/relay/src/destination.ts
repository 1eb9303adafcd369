import type { OutboxKind } from '@pantau/contracts'
import type { Interdiction } from '@pantau/evaluation'
import type { OutgoingDocument } from '@pantau/tazama-wire'

/** One document on its way out. The id is the same at every attempt, so that receivers can drop what they already have. */
export interface OutboundDocument {
  readonly deliveryId: string
  readonly tenantId: string
  readonly kind: OutboxKind
  /** What asked for the interdiction; absent on an alert. */
  readonly interdictedBy?: Interdiction['kind']
  readonly document: OutgoingDocument
  /** The trace context of the message that it is about, where it carries one. */
  readonly causedBy?: string
  /** That of its delivery, sent along, where it is traced. */
  readonly traceParent?: string
}

/** Somewhere that alerts or interdictions go. `deliver` resolves only when the receiver has the document. */
export interface Destination {
  /** Unique and stable: deliveries are recorded under it. */
  readonly name: string
  readonly kinds: readonly OutboxKind[]
  /** @throws Error with the reason; the delivery is tried again later. */
  deliver(document: OutboundDocument): Promise<void>
}
