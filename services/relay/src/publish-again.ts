import { channels, Encoded, readTraceParent, traceParentIn } from '@pantau/contracts'
import type { Span, Tracer } from '@pantau/contracts'
import type { Transport } from '@pantau/stream'

/** Publishes events of messages that are owed an evaluation; resolves when the broker has confirmed all of them. */
export async function publishAgain(
  events: readonly Uint8Array[],
  transport: Pick<Transport, 'publish'>,
  tracer: Tracer | undefined,
): Promise<void> {
  const { eventDirector } = channels
  const spans = tracer === undefined ? [] : events.flatMap((event) => beginSending(event, tracer) ?? [])
  try {
    await transport.publish(
      events.map((event) => ({
        channel: eventDirector,
        message: Encoded.ofBytes(eventDirector.codec, event),
      })),
    )
  } catch (error) {
    for (const span of spans) {
      span.fail('not_confirmed')
    }
    throw error
  } finally {
    for (const span of spans) {
      span.end()
    }
  }
}

function beginSending(event: Uint8Array, tracer: Tracer): Span | undefined {
  const { name, subject } = channels.eventDirector
  const span = tracer.follow(readTraceParent(traceParentIn(event)), `send ${name} again`, {
    kind: 'producer',
  })
  span?.set({
    'messaging.operation.type': 'send',
    'messaging.destination.name': subject,
    'pantau.message.reconciled': true,
  })
  return span
}
