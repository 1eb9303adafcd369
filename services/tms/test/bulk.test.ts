import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { privilegeOf } from '@pantau/auth'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { createTestIssuer, waitUntil } from '@pantau/testkit'
import { LINES_IN_FLIGHT_MAX } from '../src/bulk/take-lines.ts'
import { BULK_LINES_MAX, BULK_PATH, messagePath } from '../src/index.ts'
import type { AcceptOutcome } from '../src/index.ts'
import { changedExample } from './change-document.ts'
import { post } from './posting.ts'
import { rawConnection } from './raw-connection.ts'
import { bulkAnswers, linesOf, NDJSON, sendBulk } from './send-bulk.ts'
import type { Line } from './send-bulk.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'
import { tokenAuthenticator } from './token-authenticator.ts'

const STATUS: TransactionType = 'pacs.002.001.12'
const TRANSFER: TransactionType = 'pacs.008.001.10'
const BODY_LIMIT_BYTES = 65_536

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms({ bodyLimitBytes: BODY_LIMIT_BYTES })
})
afterAll(() => tms.stop(0))
beforeEach(() => {
  tms.acceptor.requests.length = 0
  tms.acceptor.answer = () => Promise.resolve({ kind: 'accepted' })
})

function bulk(...lines: readonly string[]): Promise<readonly Line[]> {
  return bulkAnswers(tms, ...lines)
}

function openLater(): { readonly opened: Promise<void>; open(): void } {
  const opening: { open?: () => void } = {}
  const opened = new Promise<void>((resolve) => {
    opening.open = resolve
  })
  return { opened, open: () => opening.open?.() }
}

function report(id: string): string {
  return JSON.stringify(changedExample(STATUS, { '/FIToFIPmtSts/GrpHdr/MsgId': id }))
}

describe('a body of many messages', () => {
  it('is answered line by line, in their order, whatever is between them', async () => {
    const answers = await bulk(
      report('one'),
      '',
      '{"FIToFIPmtSts":',
      ' \t\r',
      JSON.stringify(EXAMPLE_MESSAGES[TRANSFER]),
      '{"FIToFIPmtSts":{}}',
      '["pacs.002.001.12"]',
      '{"TxTp":"pacs.009.001.08"}',
      `\ufeff${report('two')}\r`,
    )
    expect(answers.map(({ line, status, messageId, code }) => [line, status, messageId, code])).toEqual([
      [1, 200, 'one', undefined],
      [3, 400, undefined, 'FST_ERR_CTP_INVALID_JSON_BODY'],
      [5, 200, EXAMPLE_MESSAGES[TRANSFER].FIToFICstmrCdtTrf.GrpHdr.MsgId, undefined],
      [6, 400, undefined, 'FST_ERR_VALIDATION'],
      [7, 400, undefined, 'FST_ERR_VALIDATION'],
      [8, 400, undefined, 'FST_ERR_VALIDATION'],
      [9, 200, 'two', undefined],
    ])
    expect(answers[3]?.message).toBe("body/FIToFIPmtSts must have required property 'GrpHdr'")
    expect(tms.acceptor.requests.map(({ parsed }) => parsed.transactionType)).toEqual([
      STATUS,
      TRANSFER,
      STATUS,
    ])
  })

  it('keeps the bytes of each line as they came', async () => {
    const text = ` ${report('bytes')}  `
    await bulk(text, report('other'))
    expect(Buffer.from(tms.acceptor.requests[0]?.rawBody ?? []).toString('utf8')).toBe(text)
  })

  it.each<[AcceptOutcome, Partial<Line>]>([
    [{ kind: 'duplicate' }, { status: 200, message: 'Transaction is valid' }],
    [{ kind: 'conflict' }, { status: 409, code: 'PANTAU_MESSAGE_ID_REUSED' }],
    [{ kind: 'unstorable' }, { status: 400, code: 'FST_ERR_VALIDATION' }],
    [
      { kind: 'overloaded', retryAfterMs: 1_500 },
      { status: 503, code: 'PANTAU_OVERLOADED', retryAfter: 2 },
    ],
    [
      { kind: 'unavailable', retryAfterMs: 10 },
      { status: 503, code: 'PANTAU_UNAVAILABLE', retryAfter: 1 },
    ],
  ])('says of a message that became %j', async (outcome, expected) => {
    tms.acceptor.answer = async (request) =>
      request.parsed.messageId === 'it' ? outcome : { kind: 'accepted' }
    const [before, asked, after] = await bulk(report('before'), report('it'), report('after'))
    expect(asked).toMatchObject({ line: 2, messageId: 'it', ...expected })
    expect([before?.status, after?.status]).toEqual([200, 200])
  })

  it('tells nothing of a failure of ours but an id to ask for', async () => {
    tms.acceptor.answer = () => Promise.reject(new Error('insert into raw_history'))
    const [answer] = await bulk(report('failing'))
    expect(answer).toMatchObject({
      status: 500,
      code: 'PANTAU_INTERNAL',
      correlationId: expect.any(String) as unknown,
    })
    expect(JSON.stringify(answer)).not.toContain('raw_history')
  })

  it('has the first of two lines with one identification decided before the second is looked at', async () => {
    const order: string[] = []
    tms.acceptor.answer = async ({ rawBody }) => {
      const text = Buffer.from(rawBody).toString('utf8')
      order.push(`begin ${text.includes('RJCT')}`)
      await new Promise(setImmediate)
      order.push(`end ${text.includes('RJCT')}`)
      return { kind: order.length > 2 ? 'conflict' : 'accepted' }
    }
    const second = report('twice').replace('ACCC', 'RJCT')
    const answers = await bulk(report('twice'), second)
    expect(answers.map(({ status }) => status)).toEqual([200, 409])
    expect(order).toEqual(['begin false', 'end false', 'begin true', 'end true'])
  })

  it('has a bounded number of messages on their way', async () => {
    let inFlight = 0
    let inFlightMax = 0
    const gate = openLater()
    tms.acceptor.answer = async () => {
      inFlight += 1
      inFlightMax = Math.max(inFlightMax, inFlight)
      await gate.opened
      inFlight -= 1
      return { kind: 'accepted' }
    }
    const sent = bulk(...Array.from({ length: 500 }, (_, index) => report(`m-${index}`)))
    await waitUntil(() => inFlight === LINES_IN_FLIGHT_MAX, { what: 'as many as may be on their way' })
    gate.open()
    const answers = await sent
    expect(answers.map(({ messageId }) => messageId)).toEqual(
      Array.from({ length: 500 }, (_, index) => `m-${index}`),
    )
    expect(inFlightMax).toBe(LINES_IN_FLIGHT_MAX)
  })
})

describe('the bounds of a body', () => {
  it('refuses a line that is longer than a message may be, and takes its neighbours', async () => {
    const huge = JSON.stringify({ FIToFIPmtSts: 'x'.repeat(5 * BODY_LIMIT_BYTES) })
    const answers = await bulk(report('before'), huge, report('after'))
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [200, undefined],
      [413, 'FST_ERR_CTP_BODY_TOO_LARGE'],
      [200, undefined],
    ])
  })

  it('takes as many lines as it may have, and says where it stopped', async () => {
    const lines = Array.from({ length: BULK_LINES_MAX + 2 }, () => '{}')
    lines[BULK_LINES_MAX - 1] = report('last')
    lines[BULK_LINES_MAX] = report('beyond')
    const answers = await bulk(...lines)
    expect(answers).toHaveLength(BULK_LINES_MAX + 1)
    expect(answers[BULK_LINES_MAX - 1]).toMatchObject({ line: BULK_LINES_MAX, status: 200 })
    expect(answers[BULK_LINES_MAX]).toMatchObject({ line: BULK_LINES_MAX + 1, status: 413 })
    expect(tms.acceptor.requests).toHaveLength(1)
  })

  it.each([
    ['nothing', ''],
    ['blank lines', '\n \n\r\n'],
  ])('is no bulk when there is %s in it', async (_what, payload) => {
    const reply = await sendBulk(tms, payload)
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([
      400,
      'FST_ERR_CTP_EMPTY_JSON_BODY',
    ])
  })

  it.each(['application/json', 'text/plain', 'application/xml'])('is not %s', async (contentType) => {
    expect((await sendBulk(tms, report('x'), { 'content-type': contentType })).statusCode).toBe(415)
    expect(tms.acceptor.requests).toEqual([])
  })

  it('is of that type on its own route only', async () => {
    const answer = await post(tms, messagePath(STATUS), report('x'), NDJSON)
    expect(answer.status).toBe(415)
  })

  it('is not larger than it says it may be', async () => {
    const reply = await sendBulk(tms, report('x'), { 'content-length': String(65 * 1_048_576) })
    expect(reply.statusCode).toBe(413)
    expect(tms.acceptor.requests).toEqual([])
  })
})

describe('a last line without a line feed', () => {
  it('counts when the body ended there', async () => {
    expect(await bulk(report('a'), report('b'))).toHaveLength(2)
    const [, half] = await bulk(report('a'), report('b').slice(0, -10))
    expect(half).toMatchObject({ line: 2, status: 400, code: 'FST_ERR_CTP_INVALID_JSON_BODY' })
  })

  it('does not count when the connection broke off, and what was accepted before is finished', async () => {
    const port = await tms.listen({ host: '127.0.0.1', port: 0 })
    const finished: string[] = []
    const gate = openLater()
    tms.acceptor.answer = async ({ parsed }) => {
      await gate.opened
      finished.push(parsed.messageId)
      return { kind: 'accepted' }
    }
    const connection = await rawConnection(port)
    const head = `POST ${BULK_PATH} HTTP/1.1\r\nhost: tms\r\ncontent-type: ${NDJSON}\r\ncontent-length: 100000\r\n\r\n`
    connection.send(`${head}${report('kept')}\n${report('half')}`)
    await waitUntil(() => tms.acceptor.requests.length === 1, { what: 'the first line' })
    connection.leave()
    await connection.closed()
    gate.open()
    await waitUntil(() => finished.length === 1, { what: 'the end of what was begun' })
    expect(finished).toEqual(['kept'])
    // Its place is free again, and its tenant may send the same body again.
    const [again] = await bulk(report('kept'))
    expect(again?.status).toBe(200)
    expect(tms.acceptor.requests.map(({ parsed }) => parsed.messageId)).toEqual(['kept', 'kept'])
  })
})

describe('who may send', () => {
  const issuer = createTestIssuer()
  const BULK = privilegeOf('POST', BULK_PATH)

  it('is who may send bulks, for the tenant of the token, and each message whose type they may send', async () => {
    const server = await startTms({}, undefined, tokenAuthenticator(issuer))
    const body = `${report('mine')}\n${JSON.stringify(EXAMPLE_MESSAGES[TRANSFER])}\n{"FIToFIPmtSts":{}}`
    const nobody = await sendBulk(server, body, {})
    expect([nobody.statusCode, nobody.body]).toEqual([401, '{"error":"Unauthorized"}'])
    const single = privilegeOf('POST', messagePath(STATUS))
    const noBulk = await sendBulk(server, body, { authorization: issuer.bearer({ claims: [single] }) })
    expect(noBulk.statusCode).toBe(401)
    const authorization = issuer.bearer({ tenantId: 'tenant-7', claims: [BULK, single] })
    const answers = linesOf((await sendBulk(server, body, { authorization })).body)
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 400])
    expect(server.acceptor.requests.map(({ tenantId, parsed }) => [tenantId, parsed.messageId])).toEqual([
      ['tenant-7', 'mine'],
    ])
    await server.stop(0)
  })
})
