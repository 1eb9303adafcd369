import type { Codec } from '@pantau/contracts'

/** A named, typed, bounded way between two stages: one subject of one stream, read by one durable consumer. */
export interface Channel<T> {
  /** Unique name; also the durable consumer's name. Letters, digits and dashes. */
  readonly name: string
  /** The stream that holds the subject. */
  readonly stream: string
  readonly subject: string
  readonly codec: Codec<T>
}
