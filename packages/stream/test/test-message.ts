import { Encoded, UndecodableMessageError } from '@pantau/contracts'
import type { Codec } from '@pantau/contracts'
import type { Channel, Delivery, Outgoing, Subscription } from '@pantau/stream'

/** The smallest message that a test can follow. */
export interface TestMessage {
  readonly id: string
  readonly padding?: string
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const testCodec: Codec<TestMessage> = {
  encode: (value) => encoder.encode(JSON.stringify(value)),
  decode(bytes) {
    const text = decoder.decode(bytes)
    try {
      const value: unknown = JSON.parse(text)
      if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') {
        return { id: value.id }
      }
    } catch (cause) {
      throw new UndecodableMessageError('Not a test message', { cause })
    }
    throw new UndecodableMessageError('A test message has an id')
  },
}

export function outgoing(channel: Channel<TestMessage>, id: string, paddingBytes = 0): Outgoing<TestMessage> {
  const value = paddingBytes > 0 ? { id, padding: 'x'.repeat(paddingBytes) } : { id }
  return { channel, message: Encoded.ofValue(testCodec, value) }
}

export function manyOutgoing(
  channel: Channel<TestMessage>,
  messageIds: readonly string[],
): readonly Outgoing<TestMessage>[] {
  return messageIds.map((id) => outgoing(channel, id))
}

export function ids(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
}

/** Reads until this many deliveries came, however they are batched. */
export async function receive(
  subscription: Subscription<TestMessage>,
  count: number,
): Promise<readonly Delivery<TestMessage>[]> {
  const deliveries: Delivery<TestMessage>[] = []
  while (deliveries.length < count) {
    const batch = await subscription.next(count - deliveries.length)
    if (batch.length === 0) {
      throw new Error(`Closed after ${deliveries.length} of ${count} deliveries`)
    }
    deliveries.push(...batch)
  }
  return deliveries
}

export function idsOf(deliveries: readonly Delivery<TestMessage>[]): readonly string[] {
  return deliveries.map((delivery) => delivery.message.value().id).sort()
}
