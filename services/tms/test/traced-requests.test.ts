import { Agent } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { Log } from '@pantau/service-runtime'
import { createMemoryTracer } from '@pantau/testkit'
import type { MemoryTracer } from '@pantau/testkit'
import { messagePath } from '../src/index.ts'
import type { AcceptOutcome } from '../src/index.ts'
import { sendOver } from './send-over.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const PATH = messagePath('pacs.002.001.12')
const BULK_PATH = '/v1/evaluate/iso20022/bulk'
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const CALLERS_SPAN = '00f067aa0ba902b7'
const SAMPLED = `00-${TRACE_ID}-${CALLERS_SPAN}-01`
const UNSAMPLED = `00-${TRACE_ID}-${CALLERS_SPAN}-00`
const BODY = JSON.stringify(EXAMPLE_MESSAGES['pacs.002.001.12'])

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let tms: StartedTms
let port: number
let tracer: MemoryTracer
let fields: object[]
beforeEach(async () => {
  tracer = createMemoryTracer()
  fields = []
  const keep = (given: object): void => {
    fields.push(given)
  }
  const log: Log = {
    fatal: keep,
    error: keep,
    warn: keep,
    info: keep,
    debug: keep,
    trace: keep,
    child: () => log,
  }
  tms = await startTms({}, undefined, undefined, undefined, { tracer, log })
  port = await tms.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  await tms.stop(0)
  agent.destroy()
})

type Way = (path: string, body: string, headers: Readonly<Record<string, string>>) => Promise<unknown>

const WAYS: Readonly<Record<string, Way>> = {
  'over a connection': (path, body, headers) =>
    sendOver(
      agent,
      { port, path, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
      body,
    ),
  'over the router': (path, body, headers) =>
    tms.app.inject({ method: 'POST', url: path, payload: body, headers }),
}

function headersOf(traceParent: string): Readonly<Record<string, string>> {
  return { 'content-type': 'application/json', traceparent: traceParent }
}

describe.each(Object.entries(WAYS))('a message that is traced %s', (_name, send) => {
  it.each<[AcceptOutcome, number, string | undefined]>([
    [{ kind: 'accepted' }, 200, undefined],
    [{ kind: 'duplicate' }, 200, undefined],
    [{ kind: 'conflict' }, 409, undefined],
    [{ kind: 'unavailable', retryAfterMs: 1_000 }, 503, '503'],
  ])('says what became of it: %o', async (outcome, status, failure) => {
    tms.acceptor.answer = () => Promise.resolve(outcome)
    await send(PATH, BODY, headersOf(SAMPLED))
    expect(tracer.ended).toMatchObject([
      {
        name: `POST ${PATH}`,
        parent: CALLERS_SPAN,
        failure,
        attributes: {
          'http.request.method': 'POST',
          'http.route': PATH,
          'http.response.status_code': status,
          'pantau.tenant.id': 'DEFAULT',
          'pantau.message.type': 'pacs.002.001.12',
          'pantau.message.outcome': outcome.kind,
        },
      },
    ])
    const [span] = tracer.ended
    expect(tms.acceptor.requests[0]?.traceParent).toBe(`00-${TRACE_ID}-${span?.context.spanId}-01`)
  })

  it('has a part for the wait for its decision', async () => {
    await send(PATH, BODY, { ...headersOf(SAMPLED), prefer: 'wait=0' })
    const [wait, request] = tracer.ended
    expect([wait?.name, request?.name]).toEqual(['wait for the decision', `POST ${PATH}`])
    expect(wait?.parent).toBe(request?.context.spanId)
    expect(wait?.attributes).toEqual({ 'pantau.message.progress': 'unknown' })
  })

  it('has its ids in the log line of a failure', async () => {
    tms.acceptor.answer = () => Promise.reject(new Error('broken'))
    await send(PATH, BODY, headersOf(SAMPLED))
    expect(tracer.ended).toMatchObject([
      {
        failure: '500',
        attributes: { 'pantau.message.outcome': 'failed', 'http.response.status_code': 500 },
      },
    ])
    expect(fields).toContainEqual(expect.objectContaining({ ...tracer.ended[0]?.context, route: PATH }))
  })

  it('takes along that it is not where its caller says so', async () => {
    await send(PATH, BODY, headersOf(UNSAMPLED))
    expect(tracer.ended).toEqual([])
    expect(tms.acceptor.requests[0]?.traceParent).toBe(UNSAMPLED)
    expect(tms.acceptor.requests[0]).not.toHaveProperty('span')
  })

  it('has no span when it is no message', async () => {
    await send(PATH, '{}', headersOf(SAMPLED))
    expect(tracer.ended).toEqual([])
  })
})

it('a bulk is traced line by line', async () => {
  const status = EXAMPLE_MESSAGES['pacs.002.001.12']
  const other = {
    ...status,
    FIToFIPmtSts: { ...status.FIToFIPmtSts, GrpHdr: { ...status.FIToFIPmtSts.GrpHdr, MsgId: 'X2' } },
  }
  await tms.app.inject({
    method: 'POST',
    url: BULK_PATH,
    payload: `${BODY}\nnothing\n${JSON.stringify(other)}\n`,
    headers: { 'content-type': 'application/x-ndjson', traceparent: SAMPLED },
  })
  expect(tracer.ended.map(({ name, parent }) => [name, parent])).toEqual([
    [`POST ${BULK_PATH}`, CALLERS_SPAN],
    [`POST ${BULK_PATH}`, CALLERS_SPAN],
  ])
  expect(tms.acceptor.requests.map(({ traceParent }) => traceParent)).toEqual(
    tracer.ended.map(({ context }) => `00-${TRACE_ID}-${context.spanId}-01`),
  )
})
