import type { Encoded } from '@pantau/contracts'
import type { Channel } from './channel.ts'

/** One message on its way to a channel. */
export interface Outgoing<T> {
  readonly channel: Channel<T>
  readonly message: Encoded<T>
}

/**
 * What became of one message. `ack`: done, once the outputs are confirmed by the transport. `retry`: deliver again after a delay.
 * `reject`: never deliver again; it goes to quarantine with its reason.
 */
export type Verdict<Out> =
  | { readonly kind: 'ack'; readonly outputs: readonly Outgoing<Out>[] }
  | { readonly kind: 'retry'; readonly delayMs: number; readonly reason: string }
  | { readonly kind: 'reject'; readonly reason: string }

/**
 * A step of the pipeline. `handle` gets a batch and answers one verdict per message, in the same order. What it stores must be
 * durable before it answers `ack`, and idempotent under the message's natural key: any message may come again.
 */
export interface Stage<In, Out> {
  readonly name: string
  readonly input: Channel<In>
  handle(batch: readonly Encoded<In>[]): Promise<readonly Verdict<Out>[]>
}

export function ack<Out>(outputs: readonly Outgoing<Out>[] = []): Verdict<Out> {
  return { kind: 'ack', outputs }
}

export function retry(delayMs: number, reason: string): Verdict<never> {
  return { kind: 'retry', delayMs, reason }
}

export function reject(reason: string): Verdict<never> {
  return { kind: 'reject', reason }
}
