import type { Codec } from './codec.ts'

/** Where the messages of one kind travel: the data of a stream package's channel. */
export interface ChannelSpec<T> {
  /** Unique name; also the durable consumer's name. Letters, digits and dashes. */
  readonly name: string
  /** The stream that holds the subject. */
  readonly stream: string
  readonly subject: string
  readonly codec: Codec<T>
}
