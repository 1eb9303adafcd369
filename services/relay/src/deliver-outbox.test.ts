import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Span } from '@pantau/contracts'
import type { LeasedDelivery } from '@pantau/store'
import { createMemoryTracer } from '@pantau/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { deliverOutbox, retryDelayMs, RETRY_MS_MAX, RETRY_MS_MIN } from './deliver-outbox.ts'
import { createWebhookDestination } from './webhook-destination.ts'
import { ALERT_DOCUMENT } from '../test/outbound.ts'

const DELIVERY: LeasedDelivery = {
  outboxId: '7',
  kind: 'alert',
  key: { tenantId: 'DEFAULT', transactionType: 'pacs.002.001.12', messageId: 'M2-1' },
  payload: '{}',
  attempt: 1,
}

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) {
    close()
  }
})

async function receiver(statusCodes: number[]) {
  const received: { key: string | string[] | undefined; body: string }[] = []
  const contexts: (string | string[] | undefined)[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      received.push({ key: request.headers['idempotency-key'], body })
      contexts.push(request.headers['traceparent'])
      response.writeHead(statusCodes.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return { received, contexts, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts` }
}

/** An outbox of one entry, due until it is marked delivered. */
function outboxOf(delivery: LeasedDelivery) {
  const state = { delivered: false, attempts: 0, failures: [] as { retryAfterMs: number; reason: string }[] }
  return {
    state,
    outbox: {
      expand: () => Promise.resolve(0),
      lease: () => {
        state.attempts += 1
        return Promise.resolve(state.delivered ? [] : [{ ...delivery, attempt: state.attempts }])
      },
      markDelivered: (_destination: string, ids: readonly string[]) => {
        state.delivered ||= ids.includes(delivery.outboxId)
        return Promise.resolve()
      },
      markFailed: (failure: { retryAfterMs: number; reason: string }) => {
        state.failures.push({ retryAfterMs: failure.retryAfterMs, reason: failure.reason })
        return Promise.resolve()
      },
    },
  }
}

describe('delivery of the outbox', () => {
  it('repeats a refused webhook under the same id until it is taken', async () => {
    const { received, url } = await receiver([500, 302, 200])
    const { state, outbox } = outboxOf(DELIVERY)
    const deps = {
      outbox,
      destinations: [createWebhookDestination({ name: 'cases', url, kinds: ['alert'], timeoutMs: 30_000 })],
      document: () =>
        Promise.resolve({
          deliveryId: 'd-7',
          tenantId: 'DEFAULT',
          kind: 'alert' as const,
          document: ALERT_DOCUMENT,
        }),
      onDelivered: () => undefined,
      onFailed: () => undefined,
    }
    while (!state.delivered) {
      await deliverOutbox(deps)
    }
    expect(received).toEqual([1, 2, 3].map(() => ({ key: 'd-7', body: JSON.stringify(ALERT_DOCUMENT) })))
    expect(state.failures).toEqual([
      { retryAfterMs: 1_000, reason: 'The webhook answered 500' },
      { retryAfterMs: 2_000, reason: 'The webhook answered 302' },
    ])
  })

  it('keeps a delivery whose document cannot be read', async () => {
    const { received, url } = await receiver([])
    const { state, outbox } = outboxOf(DELIVERY)
    await deliverOutbox({
      outbox,
      destinations: [createWebhookDestination({ name: 'cases', url, kinds: ['alert'], timeoutMs: 30_000 })],
      document: () => Promise.reject(new Error('the evaluation cannot be read')),
      onDelivered: () => undefined,
      onFailed: () => undefined,
    })
    expect(received).toEqual([])
    expect(state.delivered).toBe(false)
    expect(state.failures).toEqual([{ retryAfterMs: 1_000, reason: 'the evaluation cannot be read' }])
  })

  it('shows each attempt in the trace of its message, and hands its own context on', async () => {
    const { contexts, url } = await receiver([500, 200])
    const { state, outbox } = outboxOf(DELIVERY)
    const tracer = createMemoryTracer()
    const told: (string | undefined)[] = []
    const deps = {
      outbox,
      tracer,
      destinations: [
        createWebhookDestination({
          name: `webhook ${url}?key=s3cret`,
          url,
          kinds: ['alert'],
          timeoutMs: 30_000,
        }),
      ],
      document: () =>
        Promise.resolve({
          deliveryId: 'd-7',
          tenantId: 'DEFAULT',
          kind: 'alert' as const,
          document: ALERT_DOCUMENT,
          causedBy: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        }),
      onDelivered: (_name: string, _kind: string, span?: Span) => told.push(span?.context.spanId),
      onFailed: (_name: string, _attempt: number, _error: unknown, span?: Span) =>
        told.push(span?.context.spanId),
    }
    while (!state.delivered) {
      await deliverOutbox(deps)
    }
    expect(tracer.ended).toMatchObject(
      [1, 2].map((attempt) => ({
        name: 'deliver alert',
        parent: '00f067aa0ba902b7',
        failure: attempt === 1 ? 'Error' : undefined,
        attributes: {
          'pantau.tenant.id': 'DEFAULT',
          'pantau.destination.kind': 'webhook',
          'pantau.delivery.count': attempt,
        },
      })),
    )
    const spans = tracer.ended.map(({ context }) => context)
    expect(contexts).toEqual(spans.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`))
    expect(told).toEqual(spans.map(({ spanId }) => spanId))
    expect(JSON.stringify(tracer.ended)).not.toContain('s3cret')
  })

  it('waits within bounds', () => {
    expect(retryDelayMs(1)).toBe(RETRY_MS_MIN)
    expect(retryDelayMs(4)).toBe(RETRY_MS_MIN * 8)
    expect(retryDelayMs(1_000_000)).toBe(RETRY_MS_MAX)
  })
})
