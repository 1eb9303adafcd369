import type { Channel, StreamLog, Transport } from '@pantau/stream'
import type { TestMessage } from './test-message.ts'

export const silentLog: StreamLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A delivery that no live reader answers comes again after this long. */
export const REDELIVER_AFTER_MS = 1_000
/** What the channel given by `smallChannel` holds at most, in messages of `SMALL_CHANNEL_MESSAGE_BYTES`, and at least a tenth of it. */
export const SMALL_CHANNEL_MESSAGES_MAX = 100
export const SMALL_CHANNEL_MESSAGE_BYTES = 1_024

/** One transport under the contract suite. */
export interface TransportHarness {
  readonly name: string
  start(): Promise<void>
  stop(): Promise<void>
  /** The transport as one process sees it. Several transports of one harness share their channels. */
  connect(): Promise<Transport>
  /** As when the process dies: what it was handed and did not answer comes again. Returns the transport of the process that takes over. */
  crash(transport: Transport): Promise<Transport>
  /** A channel that no other test uses. */
  channel(): Channel<TestMessage>
  smallChannel(): Channel<TestMessage>
}
