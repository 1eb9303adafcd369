import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Principal } from '@pantau/auth'
import { HandClock } from '../../test/hand-clock.ts'
import { Admission } from '../admission/admission.ts'
import { ConcurrencyLimit } from '../admission/concurrency-limit.ts'
import { NeighbourLimit } from '../admission/neighbour-limit.ts'
import { RefuseFirst } from './refuse-first.ts'

const PATH = '/v1/evaluate/iso20022/pacs.008.001.10'
const LIMIT = 20
const KNOWN = 'Bearer known'
const PASSED = 204

let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function open(rate?: number) {
  const clock = new HandClock()
  const limit = new ConcurrencyLimit({
    min: LIMIT,
    max: LIMIT,
    initial: LIMIT,
    targetMs: 25,
    latencyRatio: 2,
  })
  const admission = new Admission({
    limit,
    strictLimit: limit,
    neighbourLimit: new NeighbourLimit({ min: 1, latencyRatio: 1.2, unknownTargetMs: 25 }),
    clock,
    random: () => 0.5,
    ...(rate === undefined ? {} : { tenantRatePerSecond: rate }),
  })
  const principal: Principal = {
    tenantId: 'a',
    claims: new Set(),
    subject: 's',
    expiresAtMs: Number.POSITIVE_INFINITY,
  }
  const refused: number[] = []
  const refuseFirst = new RefuseFirst({
    routes: new Map([
      [PATH, { privilege: 'POST_V1_EVALUATE_ISO20022_PACS_008_001_10', priority: 'initiation' }],
    ]),
    admission,
    authenticator: { recall: (header) => (header === KNOWN ? principal : undefined) },
    clock,
    onRefused: (statusCode) => refused.push(statusCode),
  })
  server = createServer((request, response) => {
    if (!refuseFirst.answer(request, response)) {
      response.writeHead(PASSED, { decided: String(refuseFirst.admittedOf(request)?.decision.kind) }).end()
    }
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const send = (authorization: string, path = PATH, method = 'POST'): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { authorization } })
  const fill = (): void => {
    while (admission.ask('another', 'report').kind === 'admitted') {
      // Until nothing is left.
    }
  }
  return { clock, admission, refused, send, fill }
}

describe('a caller who is known', () => {
  it('is let through with a place, which is free again after the answer', async () => {
    const { admission, send } = await open()
    const answer = await send(KNOWN)
    expect([answer.status, answer.headers.get('decided')]).toEqual([PASSED, 'admitted'])
    expect(admission.inProgress).toBe(0)
  })

  it('is told when to come again when its share is taken', async () => {
    const { admission, refused, send, fill } = await open()
    fill()
    while (admission.ask('a', 'report').kind === 'admitted') {
      // Its share, too.
    }
    const answer = await send(KNOWN)
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await answer.json()).toMatchObject({ statusCode: 503, code: 'PANTAU_OVERLOADED' })
    expect(refused).toEqual([503])
  })

  it('is told its rate when it comes too often', async () => {
    const { send } = await open(1)
    await send(KNOWN)
    const answer = await send(KNOWN)
    expect([answer.status, answer.headers.get('ratelimit')]).toEqual([429, '"tenant";r=0;t=1'])
    expect(await answer.json()).toMatchObject({ statusCode: 429, code: 'PANTAU_RATE_LIMITED' })
  })
})

describe('a caller who is not known yet', () => {
  it('goes to the route undecided while there is room', async () => {
    const { admission, send } = await open()
    const answer = await send('Bearer new')
    expect([answer.status, answer.headers.get('decided')]).toEqual([PASSED, 'undefined'])
    expect(admission.inProgress).toBe(0)
  })

  it('may say who it is when there is none, but so many a second only', async () => {
    const { clock, send, fill } = await open()
    fill()
    const statuses: number[] = []
    for (let count = 0; count < 210; count += 1) {
      statuses.push((await send(`Bearer new-${count}`)).status)
    }
    expect(statuses.indexOf(503)).toBe(200)
    expect(new Set(statuses.slice(200))).toEqual(new Set([503]))
    clock.advance(1_000)
    expect((await send('Bearer newer')).status).toBe(PASSED)
  })
})

describe('what is no message', () => {
  it.each([
    ['/health', 'POST'],
    [`${PATH}?x=1`, 'POST'],
    [PATH, 'GET'],
  ])('goes to the router: %s %s', async (path, method) => {
    const { send, fill } = await open()
    fill()
    expect((await send(KNOWN, path, method)).status).toBe(PASSED)
  })
})
