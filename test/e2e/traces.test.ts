import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSampled, spanContextOf } from '@pantau/contracts'
import type { EvaluationRecord } from '@pantau/contracts'
import {
  accountNumber,
  buildServices,
  EVALUATOR_INSTANCES,
  paymentMessages,
  startPantau,
  TENANT_ID,
} from '@pantau/loadtest'
import type { Pantau, PaymentDetails, PaymentMessages } from '@pantau/loadtest'
import { connectStore, loadEvaluation } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { startSpanReceiver, waitUntil } from '@pantau/testkit'
import type { ReceivedSpan, SpanReceiver } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { startHeaderReceiver } from './start-header-receiver.ts'
import type { HeaderReceiver } from './start-header-receiver.ts'

/** Logs of the last run stay here. */
const FOLDER = fileURLToPath(new URL('../../.cache/e2e-traces', import.meta.url))
const WITHIN_MS = 60_000
const CALLERS_SPAN = '00f067aa0ba902b7'
const SERVER = 2
const CLIENT = 3
const PRODUCER = 4
const CONSUMER = 5

const WAYS = {
  'the evaluator': {
    instances: EVALUATOR_INSTANCES,
    processed: { evaluator: ['process event-director'] },
    parts: ['event-director', 'rule-processor', 'tadp', 'typology-processor'],
  },
  'single stages': {
    instances: {},
    processed: {
      'event-director': ['process event-director'],
      'rule-processor': ['process rules-default'],
      'typology-processor': ['process typology-processor'],
      tadp: ['process tadp'],
    },
    parts: [],
  },
} as const

describe.each(Object.entries(WAYS))('a payment through %s', (name, way) => {
  let receiver: SpanReceiver
  let webhook: HeaderReceiver
  let pantau: Pantau
  let pool: StorePool
  let lastHolder = 7_000
  const cleanups: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    await buildServices()
    const folder = `${FOLDER}-${name.replaceAll(' ', '-')}`
    await rm(folder, { recursive: true, force: true })
    receiver = await startSpanReceiver()
    cleanups.push(() => receiver.stop())
    webhook = await startHeaderReceiver()
    cleanups.push(() => webhook.stop())
    pantau = await startPantau({
      folder,
      configuration: defaultConfigurationSet(),
      tls: false,
      isCold: true,
      instances: way.instances,
      traces: { url: receiver.url, ratio: 1 },
      settings: { relay: { PANTAU_RELAY_WEBHOOK_URLS: webhook.url, PANTAU_RELAY_NATS: 'false' } },
    })
    cleanups.push(() => pantau.stop())
    pool = await connectStore({
      url: pantau.databaseUrl,
      applicationName: 'pantau-e2e-traces',
      poolMax: 1,
      statementTimeoutMs: 10_000,
    })
    cleanups.push(() => pool.close())
  })
  afterAll(async () => {
    for (const cleanUp of cleanups.toReversed()) {
      await cleanUp()
    }
  })

  function paymentOf(details: Partial<PaymentDetails> = {}): PaymentMessages {
    lastHolder += 2
    return paymentMessages({
      id: randomUUID(),
      debtorNumber: lastHolder,
      creditorNumber: lastHolder + 1,
      amountMinor: 98_765_432,
      currency: 'IDR',
      purposeCode: 'MP2P',
      createdAtEpochMs: Date.now(),
      status: 'ACCC',
      ...details,
    })
  }

  async function send(message: PaymentMessages['report'], traceParent?: string): Promise<void> {
    const { transactionType, body } = message
    const response = await fetch(`${pantau.ingressUrls[0]}/v1/evaluate/iso20022/${transactionType}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(traceParent === undefined ? {} : { traceparent: traceParent }),
      },
      body,
    })
    expect(response.status).toBe(200)
  }

  /** Both messages, the second within the caller's trace. */
  async function pay(payment: PaymentMessages, traceParent?: string): Promise<EvaluationRecord> {
    await send(payment.transfer)
    await send(payment.report, traceParent)
    const { record } = await waitUntil(
      () => loadEvaluation(pool, { tenantId: TENANT_ID, messageId: payment.report.messageId }),
      { what: 'the evaluation', timeoutMs: WITHIN_MS },
    )
    return record
  }

  const ofTrace = (traceId: string): readonly ReceivedSpan[] =>
    receiver.spans.filter((span) => span.traceId === traceId)

  it('is one trace, from the caller to the alert, and under the right parents', async () => {
    const debtorNumber = 6_001
    await pay(paymentOf({ debtorNumber }))
    const [traceId, traceParent] = newTrace('01')
    const record = await pay(paymentOf({ debtorNumber }), traceParent)
    expect(record.status).toBe('ALRT')
    await receiver.until('the delivery and the evaluation', () => {
      const names = ofTrace(traceId).map((span) => span.name)
      return (
        names.includes('deliver alert') &&
        Object.values(way.processed)
          .flat()
          .every((one) => names.includes(one))
      )
    })
    const spans = await receiver.until('the parts of acceptance', () =>
      ofTrace(traceId).some(({ kind }) => kind === SERVER),
    )
    const server = spans.find((span) => span.traceId === traceId && span.kind === SERVER)
    expect(server).toMatchObject({
      service: 'tms',
      name: 'POST /v1/evaluate/iso20022/pacs.002.001.12',
      parentSpanId: CALLERS_SPAN,
      isError: false,
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'pantau.tenant.id': TENANT_ID,
        'pantau.message.type': 'pacs.002.001.12',
        'pantau.message.outcome': 'accepted',
      },
    })
    const children = ofTrace(traceId).filter(({ parentSpanId }) => parentSpanId === server?.spanId)
    expect(namesByService(children)).toEqual({
      tms: ['commit', 'send event-director', 'wait for a commit'],
      ...way.processed,
      relay: ['deliver alert'],
    })
    expect(children.filter(({ kind }) => kind === PRODUCER).map((span) => span.name)).toEqual([
      'send event-director',
    ])
    const processed = children.filter(({ kind }) => kind === CONSUMER)
    expect(processed.map(({ attributes }) => attributes['pantau.delivery.count'])).toEqual(
      processed.map(() => 1),
    )
    const decided = processed.find(({ attributes }) => 'pantau.evaluation.status' in attributes)
    expect(decided?.attributes).toMatchObject({
      'pantau.evaluation.status': 'ALRT',
      'pantau.evaluation.outcome': 'written',
      'pantau.evaluation.id': record.evaluationId,
    })
    const within = ofTrace(traceId).filter(({ parentSpanId }) => parentSpanId === decided?.spanId)
    expect(within.map((span) => span.name).toSorted()).toEqual(way.parts)
    const ran = processed.find(({ attributes }) => 'pantau.rules.count' in attributes)
    expect(ran?.attributes).toMatchObject({ 'pantau.rules.count': 3, 'pantau.rules.errors': 0 })
    expect(ofTrace(traceId)).toHaveLength(1 + children.length + within.length)
    for (const span of ofTrace(traceId)) {
      expect(span.endNs).toBeGreaterThanOrEqual(span.startNs)
    }
    // What is handed on names this span: to the record, and to the receiver of the alert.
    expect(record.header.traceParent).toBe(`00-${traceId}-${server?.spanId}-01`)
    const delivery = children.find(({ kind }) => kind === CLIENT)
    expect(delivery?.attributes).toMatchObject({ 'pantau.destination.kind': 'webhook' })
    expect(webhook.headers.map(({ traceparent }) => traceparent)).toContain(
      `00-${traceId}-${delivery?.spanId}-01`,
    )
  })

  it('shares a commit whose span is linked with its own, both ways', async () => {
    const [traceId, traceParent] = newTrace('01')
    await pay(paymentOf(), traceParent)
    const commit = await waitUntil(() => ofTrace(traceId).find((span) => span.name === 'commit'), {
      what: 'the commit',
      timeoutMs: WITHIN_MS,
    })
    const batch = await waitUntil(
      () => receiver.spans.find(({ spanId }) => spanId === commit.links[0]?.spanId),
      { what: 'the commit of the batch', timeoutMs: WITHIN_MS },
    )
    expect(batch).toMatchObject({ name: 'commit batch', service: 'tms', parentSpanId: undefined })
    expect(batch.links).toContainEqual({ traceId, spanId: commit.parentSpanId })
    expect(batch.attributes['pantau.batch.messages']).toBeGreaterThanOrEqual(1)
  })

  it('that is sent again says so', async () => {
    const payment = paymentOf()
    await pay(payment)
    const [traceId, traceParent] = newTrace('01')
    await send(payment.report, traceParent)
    const again = await waitUntil(() => ofTrace(traceId).find(({ kind }) => kind === SERVER), {
      what: 'the span of the second request',
      timeoutMs: WITHIN_MS,
    })
    expect(again).toMatchObject({
      isError: false,
      attributes: { 'pantau.message.outcome': 'duplicate', 'http.response.status_code': 200 },
    })
  })

  it('that its caller does not trace leaves no span', async () => {
    const [untracedId, untraced] = newTrace('00')
    const record = await pay(paymentOf(), untraced)
    expect(record.header.traceParent).toBe(untraced)
    const [traceId, traced] = newTrace('01')
    await pay(paymentOf(), traced)
    await receiver.until('the spans of the payment after it', () =>
      ofTrace(traceId).some((span) => span.name.startsWith('process')),
    )
    expect(ofTrace(untracedId)).toEqual([])
  })

  it('has nothing of a person, an account, an amount or an id of the bank in its spans', async () => {
    const payment = paymentOf()
    const { header } = await pay(payment)
    expect(isSampled(header.traceParent ?? '')).toBe(true)
    const { traceId } = spanContextOf(header.traceParent ?? '')
    await receiver.until('its spans', () => ofTrace(traceId).some((span) => span.name.startsWith('process')))
    const exported = Buffer.concat([...receiver.bodies]).toString('latin1')
    expect(exported).toContain(TENANT_ID)
    for (const secret of [
      accountNumber(lastHolder),
      accountNumber(6_001),
      'Holder',
      payment.endToEndId,
      payment.report.messageId,
      payment.transfer.messageId,
      'PANTAUB',
      '987654',
      'MP2P',
    ]) {
      expect(payment.transfer.body + payment.report.body + accountNumber(6_001)).toContain(secret)
      expect(exported).not.toContain(secret)
    }
  })

  it('is decided while the collector is away, and the lost spans are counted', async () => {
    await receiver.stop()
    const before = await unsent()
    const { status } = await pay(paymentOf())
    expect(status).toBe('NALT')
    await waitUntil(async () => (await unsent()) > before, { what: 'lost spans', timeoutMs: WITHIN_MS })
  })

  async function unsent(): Promise<number> {
    const text = await pantau.fleet.readMetrics('tms')
    return Number(/^pantau_trace_spans_total\{.*outcome="not_sent".*\} (\d+)/m.exec(text)?.[1])
  }
})

function newTrace(flags: '00' | '01'): readonly [traceId: string, traceParent: string] {
  const traceId = randomUUID().replaceAll('-', '')
  return [traceId, `00-${traceId}-${CALLERS_SPAN}-${flags}`]
}

function namesByService(spans: readonly ReceivedSpan[]): Readonly<Record<string, readonly string[]>> {
  const services = new Set(spans.map(({ service }) => service))
  return Object.fromEntries(
    [...services].map((service) => [
      service,
      spans
        .filter((span) => span.service === service)
        .map((span) => span.name)
        .toSorted(),
    ]),
  )
}
