import { Agent } from 'node:http'
import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import { messageArbitrary } from '@pantau/testkit'
import { messagePath } from '../src/index.ts'
import type { AcceptOutcome, AcceptRequest } from '../src/index.ts'
import { ABSENT, changedOrSame, placesOf } from './change-document.ts'
import { decisionsOf } from './decisions-of.ts'
import { sendOver } from './send-over.ts'
import type { Answer } from './send-over.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const STATUS_PATH = messagePath('pacs.002.001.12')
const BODY_LIMIT_BYTES = 20_000
/** Of the connection, and not of the answer. */
const HOP_HEADERS = ['connection', 'keep-alive', 'date', 'transfer-encoding']
/** Drawn for each failure. */
const CORRELATION_ID = /"correlationId":"[^"]+"/

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let tms: StartedTms
let port: number
beforeAll(async () => {
  const decisions = decisionsOf(async (keys) => keys.map(() => ({ kind: 'recorded' })))
  tms = await startTms({ bodyLimitBytes: BODY_LIMIT_BYTES }, undefined, undefined, undefined, { decisions })
  port = await tms.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  agent.destroy()
  await tms.stop(0)
})
beforeEach(() => {
  tms.acceptor.answer = () => Promise.resolve({ kind: 'accepted' })
})

interface Seen {
  readonly answer: Answer
  /** But for when. */
  readonly accepted: readonly AcceptRequest[]
}

/** What is answered and accepted when the request comes over a connection, where most are taken without the router. */
async function overConnection(
  path: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<Seen> {
  tms.acceptor.requests.length = 0
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  const answer = await sendOver(agent, { port, path, headers: { ...headers, ...length } }, body)
  return seen(answer)
}

/** The same when it is handed to the router. */
async function overRouter(
  path: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<Seen> {
  tms.acceptor.requests.length = 0
  const reply = await tms.app.inject({ method: 'POST', url: path, payload: body, headers })
  // As the other way counts them: no header comes as a number.
  const named = Object.entries(reply.headers).map(([name, value]) => [name, String(value)])
  return seen({ status: reply.statusCode, headers: Object.fromEntries(named), body: reply.body })
}

function seen({ status, headers, body }: Answer): Seen {
  const kept = Object.entries(headers).filter(([name]) => !HOP_HEADERS.includes(name))
  return {
    answer: { status, headers: Object.fromEntries(kept), body: body.replace(CORRELATION_ID, '') },
    accepted: tms.acceptor.requests.map((request) => ({
      ...request,
      receivedAtNs: 0n,
      rawBody: Buffer.from(request.rawBody),
      contentHash: Buffer.from(request.contentHash),
    })),
  }
}

async function expectAlike(
  path: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Promise<Seen> {
  const direct = await overConnection(path, body, headers)
  expect(direct).toEqual(await overRouter(path, body, headers))
  return direct
}

const types = fc.constantFrom(...TRANSACTION_TYPES)

describe('a request over a connection is answered as the router answers it', () => {
  it('any message, with what is accepted of it', async () => {
    const message = types.chain((type) => fc.tuple(fc.constant(type), messageArbitrary(type)))
    await fc.assert(
      fc.asyncProperty(message, fc.boolean(), async ([type, document], isTraced) => {
        const trace = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }
        const headers = { 'content-type': 'application/json', ...(isTraced ? trace : {}) }
        const body = JSON.stringify(document, undefined, 1)
        const { answer, accepted } = await expectAlike(messagePath(type), body, headers)
        expect([answer.status, accepted.length]).toEqual([200, 1])
      }),
    )
  })

  it('whatever its sender prefers, and whatever came of the message', async () => {
    const preference = fc.oneof(
      fc.constantFrom('wait=0', 'wait=0.01, respond-async', 'Wait = "60"', 'respond-async', 'wait=soon', ''),
      fc.string({ unit: fc.constantFrom(...'wait=0,; "\\'.split('')) }),
    )
    const outcome = fc.constantFrom<AcceptOutcome>(
      { kind: 'accepted' },
      { kind: 'duplicate' },
      { kind: 'conflict' },
    )
    const body = JSON.stringify(EXAMPLE_MESSAGES['pacs.002.001.12'])
    await fc.assert(
      fc.asyncProperty(preference, outcome, async (prefer, given) => {
        tms.acceptor.answer = () => Promise.resolve(given)
        const headers = { 'content-type': 'application/json', prefer: prefer.trim() }
        const { answer } = await expectAlike(STATUS_PATH, body, headers)
        expect('preference-applied' in answer.headers).toBe(answer.body.includes('"decision":'))
      }),
    )
  })

  it('any message with places changed, and any text', async () => {
    const pieces = fc.constantFrom<unknown>('x', '', 0, -1, null, true, [], {}, '\0', '1e999', 'é', ABSENT)
    const body = types.chain((type) =>
      fc.tuple(
        fc.constant(type),
        fc.oneof(
          fc
            .array(fc.tuple(fc.constantFrom(...placesOf(EXAMPLE_MESSAGES[type])), pieces), { maxLength: 2 })
            .map((changes) => JSON.stringify(changedOrSame(type, changes))),
          fc.json(),
          fc.string({ minLength: 1 }),
        ),
      ),
    )
    await fc.assert(
      fc.asyncProperty(body, async ([type, text]) => {
        await expectAlike(messagePath(type), text)
      }),
      { numRuns: 200 },
    )
  })

  it.each<[string, AcceptOutcome]>([
    ['a message that is on record', { kind: 'duplicate' }],
    ['one whose id is taken', { kind: 'conflict' }],
    ['one that cannot be stored', { kind: 'unstorable' }],
    ['one that there is no room for', { kind: 'overloaded', retryAfterMs: 2_500 }],
    ['one that cannot be committed', { kind: 'unavailable', retryAfterMs: 1_000 }],
  ])('%s', async (_name, outcome) => {
    tms.acceptor.answer = () => Promise.resolve(outcome)
    await expectAlike(STATUS_PATH, JSON.stringify(EXAMPLE_MESSAGES['pacs.002.001.12']))
  })

  it('one whose acceptance fails', async () => {
    tms.acceptor.answer = () => Promise.reject(new TypeError('broken'))
    const { answer } = await expectAlike(STATUS_PATH, JSON.stringify(EXAMPLE_MESSAGES['pacs.002.001.12']))
    expect(answer.status).toBe(500)
  })

  const example = JSON.stringify(EXAMPLE_MESSAGES['pacs.002.001.12'])
  it.each<[string, string, string | Buffer, Readonly<Record<string, string>>]>([
    [
      'another spelling of the type',
      STATUS_PATH,
      example,
      { 'content-type': 'Application/JSON;charset=UTF-8' },
    ],
    [
      'a type with its character set',
      STATUS_PATH,
      example,
      { 'content-type': 'application/json; charset=utf-8' },
    ],
    ['another type', STATUS_PATH, example, { 'content-type': 'text/plain' }],
    ['no type', STATUS_PATH, example, {}],
    ['a query', `${STATUS_PATH}?a=1`, example, { 'content-type': 'application/json' }],
    ['another path', '/v1/evaluate/iso20022/pacs.009', example, { 'content-type': 'application/json' }],
    ['no body', STATUS_PATH, '', { 'content-type': 'application/json' }],
    ['no UTF-8', STATUS_PATH, Buffer.from([0x7b, 0xff, 0x7d]), { 'content-type': 'application/json' }],
    ['a key for the prototype', STATUS_PATH, '{"__proto__":{}}', { 'content-type': 'application/json' }],
    [
      'a body over the bound',
      STATUS_PATH,
      example.padEnd(BODY_LIMIT_BYTES + 1),
      { 'content-type': 'application/json' },
    ],
    [
      'a body at the bound',
      STATUS_PATH,
      example.padEnd(BODY_LIMIT_BYTES),
      { 'content-type': 'application/json' },
    ],
  ])('%s', async (_name, path, body, headers) => {
    await expectAlike(path, body, headers)
  })
})
