import { describe, expect, it } from 'vitest'
import { acceptedEventCodec, channels } from '@pantau/contracts'
import { createMemoryTransport, TransportUnavailableError } from '@pantau/stream'
import { createMemoryTracer } from '@pantau/testkit'
import { publishAgain } from './publish-again.ts'

const TRACE_PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

function event(messageId: string, traceParent?: string): Uint8Array {
  return acceptedEventCodec.encode({
    header: {
      tenantId: 'DEFAULT',
      transactionType: 'pacs.002.001.12',
      messageId,
      acceptedAtMs: 0,
      configDigest: 'digest',
      dataPreparationNs: 0,
      eventDirectorNs: 0,
      ...(traceParent === undefined ? {} : { traceParent }),
    },
    payment: {
      tenantId: 'DEFAULT',
      transactionType: 'pacs.002.001.12',
      messageId,
      endToEndId: 'e2e',
      occurredAtMs: 0,
      status: 'ACCC',
      instruction: {
        endToEndId: 'e2e',
        createdAt: '',
        createdAtMs: 0,
        debtor: { accountId: 'a', entityId: 'b' },
        creditor: { accountId: 'c', entityId: 'd' },
        instructed: { amountMinor: 1n, currency: 'IDR' },
        settlement: { amountMinor: 1n, currency: 'IDR' },
      },
    },
    facts: {},
  })
}

describe('an event that is published again', () => {
  it('shows so in the trace of its message, where that is traced', async () => {
    const transport = createMemoryTransport({ capacityMessages: 10, redeliverAfterMs: 1_000 })
    const tracer = createMemoryTracer()
    await publishAgain([event('1'), event('2', TRACE_PARENT)], transport, tracer)
    const subscription = await transport.subscribe(channels.eventDirector)
    const deliveries = await subscription.next(10)
    expect(deliveries.map(({ message }) => message.value().header.messageId)).toEqual(['1', '2'])
    expect(tracer.ended).toMatchObject([
      {
        name: 'send event-director again',
        parent: '00f067aa0ba902b7',
        attributes: { 'pantau.message.reconciled': true },
        failure: undefined,
      },
    ])
    await transport.close()
  })

  it('shows that the broker did not take it', async () => {
    const transport = createMemoryTransport({ capacityMessages: 2, redeliverAfterMs: 1_000 })
    const tracer = createMemoryTracer()
    const events = [event('1', TRACE_PARENT), event('2', TRACE_PARENT)]
    await publishAgain(events, transport, undefined)
    await expect(publishAgain(events, transport, tracer)).rejects.toThrow(TransportUnavailableError)
    expect(tracer.ended.map(({ failure }) => failure)).toEqual(['not_confirmed', 'not_confirmed'])
    await transport.close()
  })
})
