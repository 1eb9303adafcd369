import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Encoded, SpansInProgress, traceParentOf } from '@pantau/contracts'
import type { Codec, EvaluationHeader } from '@pantau/contracts'
import { ack, chainStages, createMemoryTransport, reject, retry, runStage, traceStage } from '@pantau/stream'
import type { Channel, Stage, StageRun, StreamLog, Transport, Verdict } from '@pantau/stream'
import { createMemoryTracer, waitUntil } from '@pantau/testkit'
import type { EndedSpan, MemoryTracer } from '@pantau/testkit'
import { AwayError, MAX_DELIVERIES, MemoryQuarantine } from './runner-bench.ts'

interface TracedMessage {
  readonly header: EvaluationHeader
}

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'
const TRACE_PARENT = `00-${TRACE_ID}-${PARENT}-01`

const codec: Codec<TracedMessage> = {
  encode: (value) => Buffer.from(JSON.stringify(value)),
  decode: (bytes) => JSON.parse(Buffer.from(bytes).toString()),
}
const channelTo = (name: string): Channel<TracedMessage> => ({
  name,
  stream: 'test',
  subject: `test.${name}`,
  codec,
})
const EVENTS = channelTo('events')
const PLANS = channelTo('plans')

function message(messageId: string, traceParent?: string): Encoded<TracedMessage> {
  const header = {
    tenantId: 'DEFAULT',
    transactionType: 'pacs.002.001.12' as const,
    messageId,
    acceptedAtMs: 0,
    configDigest: 'digest',
    dataPreparationNs: 0,
    eventDirectorNs: 0,
    ...(traceParent === undefined ? {} : { traceParent }),
  }
  return Encoded.ofBytes(codec, codec.encode({ header }))
}

let transport: Transport
let tracer: MemoryTracer
let spans: SpansInProgress
let lines: (readonly [fields: object, message: string])[]
let run: StageRun | undefined
beforeEach(() => {
  tracer = createMemoryTracer()
  spans = new SpansInProgress()
  lines = []
})
afterEach(async () => {
  await run?.stop()
  await transport.close()
})

function keep(fields: object, text: string): void {
  lines.push([fields, text])
}
const log: StreamLog = { info: keep, warn: keep, error: keep }

/** Hands these messages to the stage, and resolves with the spans that have ended once there are so many. */
async function runOver(
  stage: Stage<TracedMessage, TracedMessage>,
  messages: readonly Encoded<TracedMessage>[],
  count: number,
): Promise<readonly EndedSpan[]> {
  transport = createMemoryTransport({ capacityMessages: 100, redeliverAfterMs: 60_000 })
  await transport.publish(messages.map((each) => ({ channel: stage.input, message: each })))
  run = runStage({
    stage,
    transport,
    batchMax: 10,
    concurrency: 1,
    maxDeliveries: MAX_DELIVERIES,
    quarantine: new MemoryQuarantine(),
    log,
    tracing: { tracer, spans, traceParentOf },
  })
  await waitUntil(() => tracer.ended.length >= count, { what: 'the spans' })
  return tracer.ended
}

function stageOf(
  name: string,
  input: Channel<TracedMessage>,
  handle: (batch: readonly Encoded<TracedMessage>[]) => readonly Verdict<TracedMessage>[],
): Stage<TracedMessage, TracedMessage> {
  return { name, input, handle: async (batch) => handle(batch) }
}

describe('a message that is traced', () => {
  it('has a span for each delivery, all under the one that it carries, which say how often it came', async () => {
    let calls = 0
    const stage = stageOf('test', EVENTS, (batch) => {
      calls += 1
      return batch.map(() => (calls === 1 ? retry(0, 'not yet') : ack()))
    })
    const [first, second] = await runOver(stage, [message('1', TRACE_PARENT)], 2)
    expect(first).toMatchObject({
      name: 'process events',
      parent: PARENT,
      failure: 'retry',
      attributes: {
        'messaging.operation.type': 'process',
        'messaging.destination.name': 'test.events',
        'messaging.batch.message_count': 1,
        'pantau.delivery.count': 1,
      },
    })
    expect(second).toMatchObject({
      parent: PARENT,
      failure: undefined,
      attributes: { 'pantau.delivery.count': 2 },
    })
    expect([first, second].map((span) => span?.context.traceId)).toEqual([TRACE_ID, TRACE_ID])
    expect(spans.isEmpty).toBe(true)
  })

  it('is found by what handles it, and its neighbours that are not traced have none', async () => {
    const seen: (string | undefined)[] = []
    const stage = stageOf('test', EVENTS, (batch) =>
      batch.map((each) => {
        const span = spans.of(each.value().header.traceParent)
        span?.set({ seen: true })
        seen.push(span?.context.traceId)
        return ack()
      }),
    )
    const unsampled = TRACE_PARENT.replace(/01$/, '00')
    const messages = [message('1'), message('2', unsampled), message('3', TRACE_PARENT), message('4', 'none')]
    const ended = await runOver(stage, messages, 1)
    expect(seen).toEqual([undefined, undefined, TRACE_ID, undefined])
    expect(ended.map(({ attributes }) => attributes['seen'])).toEqual([true])
  })

  it('says that it was put away, and so does the log line about it', async () => {
    const stage = stageOf('test', EVENTS, (batch) => batch.map(() => reject('Account ID123 is unknown')))
    const [span] = await runOver(stage, [message('1', TRACE_PARENT)], 1)
    expect(span).toMatchObject({ failure: 'reject', attributes: { 'pantau.message.quarantined': true } })
    expect(JSON.stringify(span)).not.toContain('ID123')
    expect(lines).toEqual([
      [
        { channel: 'events', stage: 'test', deliveryCount: 1, ...span?.context },
        'A message was put into quarantine',
      ],
    ])
  })

  it('is not lost sight of when the runner stops while it waits', async () => {
    const stage: Stage<TracedMessage, TracedMessage> = {
      name: 'test',
      input: EVENTS,
      handle: () => Promise.reject(new AwayError()),
    }
    const ending = runOver(stage, [message('1', TRACE_PARENT)], 1)
    await waitUntil(() => lines.length > 0, { what: 'the first wait' })
    await run?.stop()
    expect((await ending).map(({ failure }) => failure)).toEqual(['abandoned'])
    expect(spans.isEmpty).toBe(true)
  })

  it('shows each stage of a chain as a part, and only where there is a span', async () => {
    const first = stageOf('first', EVENTS, (batch) =>
      batch.map((each) => ack([{ channel: PLANS, message: each }])),
    )
    const second = stageOf('second', PLANS, (batch) => batch.map(() => ack()))
    const tracing = { tracer, spans }
    const chain = chainStages(traceStage(first, tracing), traceStage(second, tracing))
    const ended = await runOver(chain, [message('1', TRACE_PARENT), message('2')], 3)
    const whole = ended.find(({ name }) => name === 'process events')
    expect(ended.map(({ name, parent }) => [name, parent])).toEqual([
      ['first', whole?.context.spanId],
      ['second', whole?.context.spanId],
      ['process events', PARENT],
    ])
  })
})
