import type { CapturedEvent, Encoded } from '@pantau/contracts'
import type { Layout } from '../layout/layout.ts'

/** An event as it is kept beside the columns of its message: values in the order of its layout, and nothing that is on record elsewhere. */
export interface StoredEvent {
  readonly bytes: Uint8Array
  readonly layout: Layout
}

/** An event as it is published, and as it is stored. */
export interface WrittenEvent {
  readonly published: Encoded<CapturedEvent>
  readonly stored: StoredEvent
}
