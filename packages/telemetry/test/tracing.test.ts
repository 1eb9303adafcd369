import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Tracer } from '@pantau/contracts'
import { createLogger, createMetrics, parseSettings, Secret, SettingsError } from '@pantau/service-runtime'
import type { Metrics } from '@pantau/service-runtime'
import { runProgram, startSpanReceiver } from '@pantau/testkit'
import type { ReceivedSpan, SpanReceiver } from '@pantau/testkit'
import { createTracing, samplingSettings, tracesSettings } from '../src/index.ts'
import type { TracesSettings, Tracing } from '../src/index.ts'
import { LINKS_MAX } from '../src/recorded-span.ts'
import { QUEUE_SPANS_MAX } from '../src/span-queue.ts'

const PROGRAM = fileURLToPath(new URL('loads-no-sdk.ts', import.meta.url))
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const CALLERS_SPAN = '00f067aa0ba902b7'
const CALLER = `00-${TRACE_ID}-${CALLERS_SPAN}-01`

let receiver: SpanReceiver
let metrics: Metrics
let tracings: Tracing[] = []
beforeEach(async () => {
  receiver = await startSpanReceiver()
  metrics = createMetrics({ name: 'test', version: '0' })
  tracings = []
})
afterEach(async () => {
  await Promise.all(tracings.map((tracing) => tracing.close()))
  await receiver.stop()
})

async function open(settings: Partial<TracesSettings> = {}): Promise<Tracing & { readonly tracer: Tracer }> {
  const { log } = createLogger({ service: 'test', version: '0', instance: 'here', level: 'silent' })
  const tracing = await createTracing({
    service: 'tms',
    version: '1.2.3',
    instance: 'pod-1',
    settings: {
      tracesUrl: receiver.url,
      tracesToken: undefined,
      tracesRatio: 1,
      tracesCallersPerSecond: 10,
      ...settings,
    },
    log,
    metrics,
  })
  tracings.push(tracing)
  if (tracing.tracer === undefined) {
    throw new TypeError('With a URL there is a tracer')
  }
  return { tracer: tracing.tracer, close: () => tracing.close() }
}

async function counted(outcome: string): Promise<number> {
  const text = await metrics.render()
  return Number(
    new RegExp(`^pantau_trace_spans_total\\{.*outcome="${outcome}".*\\} (\\d+)`, 'm').exec(text)?.[1],
  )
}

function named(name: string): ReceivedSpan | undefined {
  return receiver.spans.find((span) => span.name === name)
}

describe('spans', () => {
  it('arrive with their parents, attributes, links and status, and with who they are of', async () => {
    const { tracer, close } = await open()
    const server = tracer.enter(CALLER, 'POST /messages', { kind: 'server' })
    server?.set({ 'http.response.status_code': 503, 'pantau.is_repeated': true, share: 0.25 })
    const child = server?.child('commit', {
      startedAtMs: tracer.nowMs() - 5,
      links: [{ traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8) }],
    })
    child?.end()
    server?.fail('503')
    server?.end()
    server?.end()
    await close()
    expect(receiver.spans).toHaveLength(2)
    expect(named('POST /messages')).toMatchObject({
      service: 'tms',
      traceId: TRACE_ID,
      parentSpanId: CALLERS_SPAN,
      spanId: server?.context.spanId,
      kind: 2,
      isError: true,
      attributes: {
        'http.response.status_code': 503,
        'pantau.is_repeated': true,
        share: 0.25,
        'error.type': '503',
      },
    })
    const commit = named('commit')
    expect(commit).toMatchObject({
      traceId: TRACE_ID,
      parentSpanId: server?.context.spanId,
      kind: 1,
      isError: false,
      links: [{ traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8) }],
    })
    expect(Number((commit?.endNs ?? 0n) - (commit?.startNs ?? 0n))).toBeGreaterThanOrEqual(5_000_000)
    expect(await counted('sent')).toBe(2)
  })

  it('follow what a message carries, and only what is recorded', async () => {
    const { tracer, close } = await open()
    const entered = tracer.enter(undefined, 'enter')
    const followed = tracer.follow(entered?.traceParent, 'follow')
    expect(followed?.context.traceId).toBe(entered?.context.traceId)
    expect(tracer.follow(undefined, 'follow')).toBeUndefined()
    expect(tracer.follow(tracer.unsampled(CALLER), 'follow')).toBeUndefined()
    expect(tracer.unsampled(CALLER)).toBe(`00-${TRACE_ID}-${CALLERS_SPAN}-00`)
    followed?.end()
    entered?.end()
    await close()
    expect(named('follow')?.parentSpanId).toBe(named('enter')?.spanId)
    expect(named('enter')?.parentSpanId).toBeUndefined()
  })

  it('have no more links and no longer texts than they may', async () => {
    const { tracer, close } = await open()
    const links = Array.from({ length: LINKS_MAX + 5 }, () => ({ traceId: TRACE_ID, spanId: CALLERS_SPAN }))
    const span = tracer.begin('commit', { links })
    span.set({ long: 'x'.repeat(10_000) })
    span.set(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`a${index}`, index])))
    span.end()
    await close()
    expect(named('commit')?.links).toHaveLength(LINKS_MAX)
    expect(named('commit')?.attributes['long']).toHaveLength(256)
    expect(Object.keys(named('commit')?.attributes ?? {})).toHaveLength(32)
  })

  it('are not sent for what is not sampled', async () => {
    const { tracer, close } = await open({ tracesRatio: 0, tracesCallersPerSecond: 0 })
    expect(tracer.enter(undefined, 'enter')).toBeUndefined()
    expect(tracer.enter(CALLER, 'enter')).toBeUndefined()
    await close()
    expect(receiver.bodies).toEqual([])
  })

  it('show the token that the collector asks for', async () => {
    const { tracer, close } = await open({ tracesToken: new Secret('s3cret') })
    tracer.begin('any').end()
    await close()
    expect(receiver.lastHeaders()?.authorization).toBe('Bearer s3cret')
  })
})

describe('a collector that is away', () => {
  it('costs the spans, which are counted, and nothing else', async () => {
    receiver.answer(400)
    const { tracer, close } = await open()
    for (let index = 0; index < 10; index += 1) {
      tracer.begin('any').end()
    }
    await close()
    expect(receiver.bodies.length).toBeGreaterThan(0)
    expect(await counted('not_sent')).toBe(10)
    expect(await counted('sent')).toBe(0)
  })

  it('keeps no more spans waiting than the queue holds, and no process from its end', async () => {
    await receiver.stop()
    const { tracer, close } = await open()
    const spans = QUEUE_SPANS_MAX + 2_000
    for (let index = 0; index < spans; index += 1) {
      tracer.begin('any').end()
    }
    const full = await counted('queue_full')
    expect(full).toBeGreaterThan(0)
    await close()
    expect((await counted('not_sent')) + full).toBe(spans)
    receiver = await startSpanReceiver()
  })
})

describe('without a URL', () => {
  it('there is no tracer, and nothing of the SDK is loaded', async () => {
    expect(JSON.parse((await runProgram(PROGRAM, [])).output)).toEqual({ isTraced: false, isLoaded: false })
    const traced = await runProgram(PROGRAM, [receiver.url])
    expect(JSON.parse(traced.output)).toEqual({ isTraced: true, isLoaded: true })
  })
})

const parse = (env: Record<string, string>) => () =>
  parseSettings({ ...tracesSettings, ...samplingSettings }, env)

describe('settings', () => {
  it('trace nothing unless told, and one of a hundred messages when told where to', () => {
    expect(parse({})()).toEqual({
      tracesUrl: undefined,
      tracesToken: undefined,
      tracesRatio: 0.01,
      tracesCallersPerSecond: 10,
    })
  })

  it.each([
    { PANTAU_TRACES_URL: 'collector:4318' },
    { PANTAU_TRACES_URL: 'ftp://collector/v1/traces' },
    { PANTAU_TRACES_URL: 'http://user:password@collector/v1/traces' },
    { PANTAU_TRACES_RATIO: '1.1' },
    { PANTAU_TRACES_RATIO: '-0.1' },
    { PANTAU_TRACES_RATIO: 'all' },
    { PANTAU_TRACES_CALLERS_PER_SECOND: '0.5' },
    { PANTAU_TRACES_CALLERS_PER_SECOND: '-1' },
    { PANTAU_TRACES_TOKEN: '' },
  ])('are refused that cannot be: %o', (env) => {
    expect(parse(env)).toThrow(SettingsError)
  })
})
