import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EXAMPLE_MESSAGES, MESSAGE_SCHEMAS } from '@pantau/iso20022'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { TransactionType } from '@pantau/rule-kit'
import { messagePath } from '../src/index.ts'
import type { AcceptOutcome, AcceptRequest } from '../src/index.ts'
import { ABSENT, changedExample } from './change-document.ts'
import type { Changes } from './change-document.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const STATUS_TYPE: TransactionType = 'pacs.002.001.12'
const TRANSFER_TYPE: TransactionType = 'pacs.008.001.10'

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms()
})
afterAll(() => tms.stop())
beforeEach(() => {
  tms.acceptor.requests.length = 0
  tms.acceptor.answer = () => Promise.resolve({ kind: 'accepted' })
})

type Reply = Awaited<ReturnType<StartedTms['app']['inject']>>

async function post(
  type: TransactionType,
  payload: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return tms.app.inject({
    method: 'POST',
    url: messagePath(type),
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

async function send(type: TransactionType, changes: Changes = {}): Promise<Reply> {
  return post(type, JSON.stringify(changedExample(type, changes)))
}

function lastRequest(): AcceptRequest {
  const request = tms.acceptor.requests.at(-1)
  if (request === undefined) {
    throw new Error('Nothing was accepted')
  }
  return request
}

describe.each(TRANSACTION_TYPES)('%s', (type) => {
  it('is answered with the message itself, the root first and the type second', async () => {
    const reply = await send(type)
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8')
    const [root] = Object.keys(MESSAGE_SCHEMAS[type].properties)
    expect(reply.body).toMatch(
      new RegExp(`^\\{"message":"Transaction is valid","data":\\{"${root}":\\{.*\\},"TxTp":"${type}"\\}\\}$`),
    )
    expect(reply.json()).toEqual({ message: 'Transaction is valid', data: EXAMPLE_MESSAGES[type] })
  })

  it('gets its type from the route', async () => {
    const reply = await send(type, { '/TxTp': ABSENT })
    expect(reply.json()).toEqual({ message: 'Transaction is valid', data: EXAMPLE_MESSAGES[type] })
    expect(lastRequest().parsed.transactionType).toBe(type)
  })

  it('is sent as it is written everywhere: with a charset, with a byte order mark', async () => {
    const text = JSON.stringify(changedExample(type, {}))
    const withCharset = await post(type, text, { 'content-type': 'application/json; charset=utf-8' })
    expect(withCharset.statusCode).toBe(200)
    expect((await post(type, `\ufeff${text}`)).statusCode).toBe(200)
  })
})

describe('what the acceptor gets', () => {
  it('is the message with its evidence', async () => {
    const body = `\n ${JSON.stringify(changedExample(STATUS_TYPE, { '/note': 'ünknown' }))} `
    const earliestNs = process.hrtime.bigint()
    const reply = await post(STATUS_TYPE, body)
    const request = lastRequest()
    expect(request.tenantId).toBe('DEFAULT')
    expect(request.parsed).toMatchObject({
      messageId: 'KENANGA-P2-20261104-40078',
      endToEndId: 'E2E-20261104-88121',
      status: 'ACCC',
    })
    expect(Buffer.from(request.rawBody).toString('utf8')).toBe(body)
    const echoed = reply.body.slice('{"message":"Transaction is valid","data":'.length, -1)
    expect(Buffer.from(request.contentHash)).toEqual(createHash('sha256').update(echoed).digest())
    expect(request.receivedAtNs).toBeGreaterThanOrEqual(earliestNs)
    expect(request.receivedAtNs).toBeLessThanOrEqual(process.hrtime.bigint())
    expect(request).not.toHaveProperty('traceParent')
  })

  it('knows whether payments are quoted', async () => {
    await send(TRANSFER_TYPE)
    expect(lastRequest().parsed.entities).toEqual([])
    const plain = await startTms({ quoting: false })
    const payload = changedExample(TRANSFER_TYPE, {})
    await plain.app.inject({ method: 'POST', url: messagePath(TRANSFER_TYPE), payload })
    expect(plain.acceptor.requests[0]?.parsed.entities).toHaveLength(2)
    await plain.stop()
  })

  it.each([
    ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', true],
    ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', false],
    ['00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01', false],
    ['ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', false],
    ['nonsense', false],
  ])('has the trace context %s: %s', async (traceparent, isValid) => {
    await post(STATUS_TYPE, JSON.stringify(changedExample(STATUS_TYPE, {})), { traceparent })
    expect(lastRequest().traceParent).toBe(isValid ? traceparent : undefined)
  })
})

describe('coercion', () => {
  const transfer = '/FIToFICstmrCdtTrf/CdtTrfTxInf'
  it.each<[string, Changes, Changes]>([
    ['a number for a text', { [`${transfer}/XchgRate`]: 1.0 }, { [`${transfer}/XchgRate`]: '1' }],
    ['a boolean for a text', { [`${transfer}/Purp/Cd`]: true }, { [`${transfer}/Purp/Cd`]: 'true' }],
    ['null for a text', { [`${transfer}/Dbtr/Nm`]: null }, { [`${transfer}/Dbtr/Nm`]: '' }],
    [
      'a text for a number',
      { [`${transfer}/InstdAmt/Amt/Amt`]: '1250.75' },
      { [`${transfer}/InstdAmt/Amt/Amt`]: 1250.75 },
    ],
    [
      'a text for a count',
      { '/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs': '2' },
      { '/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs': 2 },
    ],
    ['properties that nobody knows', { [`${transfer}/Dbtr/Id/OrgId`]: { a: 1 }, '/DataCache': {} }, {}],
  ])('%s', async (_name, sent, echoed) => {
    const reply = await send(TRANSFER_TYPE, sent)
    expect(reply.json()).toEqual({
      message: 'Transaction is valid',
      data: changedExample(TRANSFER_TYPE, echoed),
    })
  })

  it('holds further identifications and any number of charges to the same shape', async () => {
    const other = { Id: 7, SchmeNm: { Prtry: 'P', x: 1 }, x: 1 }
    const agent = { FinInstnId: { ClrSysMmbId: { MmbId: 'B' } } }
    const charges = Array.from({ length: 5 }, () => ({ Amt: { Amt: '2', Ccy: 'IDR' }, Agt: agent, x: 1 }))
    const transferReply = await send(TRANSFER_TYPE, { [`${transfer}/DbtrAcct/Id/Othr`]: [other, other] })
    expect(transferReply.json()).toMatchObject({
      data: {
        FIToFICstmrCdtTrf: {
          CdtTrfTxInf: {
            DbtrAcct: { Id: { Othr: [0, 1].map(() => ({ Id: '7', SchmeNm: { Prtry: 'P' } })) } },
          },
        },
      },
    })
    const statusReply = await send(STATUS_TYPE, { '/FIToFIPmtSts/TxInfAndSts/ChrgsInf': charges })
    expect(statusReply.statusCode).toBe(200)
    expect(statusReply.json()).toMatchObject({
      data: {
        FIToFIPmtSts: {
          TxInfAndSts: { ChrgsInf: charges.map(() => ({ Amt: { Amt: 2, Ccy: 'IDR' }, Agt: agent })) },
        },
      },
    })
  })

  it('makes the same message of different spellings', async () => {
    await send(TRANSFER_TYPE, { [`${transfer}/InstdAmt/Amt/Amt`]: '1250.750' })
    await post(
      TRANSFER_TYPE,
      JSON.stringify(changedExample(TRANSFER_TYPE, { [`${transfer}/InstdAmt/Amt/Amt`]: 1250.75 })).replace(
        '1250.75',
        '1.25075E3',
      ),
    )
    const [first, second] = tms.acceptor.requests
    expect(first?.contentHash).toEqual(second?.contentHash)
    expect(first?.rawBody).not.toEqual(second?.rawBody)
  })
})

describe('the answer to an outcome', () => {
  it('of a message that came before is the same as the first time', async () => {
    const first = await send(STATUS_TYPE)
    tms.acceptor.answer = () => Promise.resolve({ kind: 'duplicate' })
    const second = await send(STATUS_TYPE)
    expect([second.statusCode, second.body]).toEqual([first.statusCode, first.body])
  })

  it.each<[AcceptOutcome, number, string, string, string | undefined]>([
    [{ kind: 'conflict' }, 409, 'PANTAU_MESSAGE_ID_REUSED', 'Conflict', undefined],
    [{ kind: 'unstorable' }, 400, 'FST_ERR_VALIDATION', 'Bad Request', undefined],
    [{ kind: 'overloaded', retryAfterMs: 1 }, 503, 'PANTAU_OVERLOADED', 'Service Unavailable', '1'],
    [{ kind: 'overloaded', retryAfterMs: 0 }, 503, 'PANTAU_OVERLOADED', 'Service Unavailable', '1'],
    [{ kind: 'unavailable', retryAfterMs: 2_001 }, 503, 'PANTAU_UNAVAILABLE', 'Service Unavailable', '3'],
  ])('%j', async (outcome, statusCode, code, error, retryAfter) => {
    tms.acceptor.answer = () => Promise.resolve(outcome)
    const reply = await send(STATUS_TYPE)
    expect(reply.statusCode).toBe(statusCode)
    expect(reply.headers['retry-after']).toBe(retryAfter)
    expect(reply.json()).toEqual({ statusCode, code, error, message: expect.stringMatching(/\.$/) })
  })

  it('of an error tells nothing of it but an id to ask for', async () => {
    const sql = 'insert into raw_history.pacs002 violates check constraint'
    tms.acceptor.answer = () =>
      Promise.reject(Object.assign(new Error(sql), { statusCode: 503, code: '23514' }))
    const reply = await send(STATUS_TYPE)
    expect(reply.statusCode).toBe(500)
    expect(reply.json()).toEqual({
      statusCode: 500,
      code: 'PANTAU_INTERNAL',
      error: 'Internal Server Error',
      message: expect.any(String),
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(reply.body).not.toContain('raw_history')
  })

  it('of anything else that is thrown is the same', async () => {
    tms.acceptor.answer = () => Promise.reject(Object.assign(new Error('no such row'), { statusCode: 404 }))
    expect((await send(STATUS_TYPE)).json()).toMatchObject({ code: 'PANTAU_INTERNAL' })
  })
})

describe('the status pages', () => {
  it.each(['/', '/health'])('%s says that the process is alive', async (url) => {
    const reply = await tms.app.inject({ url })
    expect([reply.statusCode, reply.body]).toEqual([200, '{"status":"UP"}'])
  })

  it.each<[() => Promise<boolean>, number, string]>([
    [() => Promise.resolve(true), 200, '{"status":"UP"}'],
    [() => Promise.resolve(false), 503, '{"status":"DOWN"}'],
    [() => Promise.reject(new Error('the database is away')), 503, '{"status":"DOWN"}'],
  ])('/ready %#', async (readiness, status, body) => {
    const server = await startTms({}, readiness)
    const reply = await server.app.inject({ url: '/ready' })
    expect([reply.statusCode, reply.body]).toEqual([status, body])
    await server.stop()
  })
})

describe('pages of other origins', () => {
  it.each([
    [true, 'GET, POST'],
    [false, 'POST'],
  ])('may use, in the demo: %s, the methods %s', async (corsDemo, methods) => {
    const server = await startTms({ corsDemo })
    const url = messagePath(STATUS_TYPE)
    const headers = {
      origin: 'https://bank.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }
    const preflight = await server.app.inject({ method: 'OPTIONS', url, headers })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': methods,
      'access-control-allow-headers': '*, Authorization',
    })
    const payload = changedExample(STATUS_TYPE, {})
    const reply = await server.app.inject({ method: 'POST', url, headers, payload })
    expect(reply.headers['access-control-allow-origin']).toBe('*')
    await server.stop()
  })
})
