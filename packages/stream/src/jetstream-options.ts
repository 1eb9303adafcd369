import type { StreamLog } from './stream-log.ts'

export const ACK_WAIT_MS = 30_000

/**
 * One stream of the broker: a work queue on disk that refuses new messages when full, so that nothing unread is ever pushed out.
 * Its bounds are a deployment's settings.
 */
export interface StreamSpec {
  readonly name: string
  readonly subjects: readonly string[]
  readonly maxBytes: number
  /** How long an unread message is kept. The reconciler's deadline must be well below it. */
  readonly maxAgeMs: number
  /** 1 on a single server, 3 on a cluster. */
  readonly replicas: number
}

export interface BrokerTls {
  readonly caFile?: string
  readonly certFile?: string
  readonly keyFile?: string
}

export interface JetStreamOptions {
  /** `host:port` or `nats://host:port`, any number of one cluster. */
  readonly servers: readonly string[]
  /** Shown in the broker's monitoring. */
  readonly name: string
  readonly user?: string
  readonly pass?: string
  readonly token?: string
  readonly tls?: BrokerTls
  /** How long `publish` waits for the broker's confirmation. */
  readonly confirmTimeoutMs: number
  /**
   * How long a frame whose reader shows no sign of life stays with it before the broker delivers it again; readers show one three
   * times as often. `ACK_WAIT_MS` unless told.
   */
  readonly ackWaitMs?: number
  readonly streams: readonly StreamSpec[]
  readonly log: StreamLog
  /** Told of every message that the broker has stored: a frame, which holds many of ours under load. */
  readonly onStored?: () => void
  /** Yields [0, 1); spreads reconnects and retries. */
  readonly random?: () => number
}
