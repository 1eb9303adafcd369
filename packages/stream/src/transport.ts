import type { Encoded } from '@pantau/contracts'
import type { Channel } from './channel.ts'
import type { Outgoing } from './stage.ts'

/** One message handed to this process; exactly one of the three verbs must be called on it. */
export interface Delivery<T> {
  readonly message: Encoded<T>
  /** 1 at the first delivery. */
  readonly deliveryCount: number
  ack(): void
  retry(delayMs: number): void
  /** Never deliver again. The caller has already put the message into quarantine. */
  terminate(): void
}

/** Reads one channel. Only what fits the given bound is held in this process; the rest waits in the transport. */
export interface Subscription<T> {
  /** Resolves with at least one delivery, or with none once the subscription is closed. */
  next(batchMax: number): Promise<readonly Delivery<T>[]>
  /** Stops pulling; deliveries already handed out may still be settled. */
  close(): Promise<void>
}

/** Moves messages between stages at least once. JetStream and memory implement it and pass one contract suite. */
export interface Transport {
  /** Resolves when every message is confirmed stored by the transport. @throws TransportUnavailableError */
  publish(messages: readonly Outgoing<unknown>[]): Promise<void>
  subscribe<T>(channel: Channel<T>): Promise<Subscription<T>>
  /** Whether the transport can be reached right now. */
  isReachable(): boolean
  close(): Promise<void>
}

/** When to try again after the transport did not take a message. */
const TRANSPORT_RETRY_AFTER_MS = 500

/** The transport did not confirm in time, is away, or is full. Trying again later is safe. */
export class TransportUnavailableError extends Error {
  override readonly name = 'TransportUnavailableError'
  /** Marks it as a dependency error: see `dependencyDelayMs`. */
  readonly retryAfterMs: number = TRANSPORT_RETRY_AFTER_MS
}
