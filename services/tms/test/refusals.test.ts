import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MESSAGE_SCHEMAS } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import { BODY_LIMIT_BYTES, messagePath } from '../src/index.ts'
import { ABSENT, changedExample } from './change-document.ts'
import type { Changes } from './change-document.ts'
import { leafPaths } from './leaf-paths.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const STATUS_PATH = messagePath('pacs.002.001.12')
const STATUS = '/FIToFIPmtSts/TxInfAndSts'
const TRANSFER = '/FIToFICstmrCdtTrf/CdtTrfTxInf'
const JSON_TYPE = 'application/json'

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms()
})
afterAll(() => tms.stop())
beforeEach(() => {
  tms.acceptor.requests.length = 0
})

interface Answer {
  readonly status: number
  readonly body: unknown
}

async function post(url: string, payload: string | Buffer, contentType = JSON_TYPE): Promise<Answer> {
  const reply = await tms.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': contentType },
  })
  return { status: reply.statusCode, body: reply.json() }
}

async function send(type: TransactionType, changes: Changes): Promise<Answer> {
  return post(messagePath(type), JSON.stringify(changedExample(type, changes)))
}

function refusal(message: string): Answer {
  return {
    status: 400,
    body: { statusCode: 400, code: 'FST_ERR_VALIDATION', error: 'Bad Request', message },
  }
}

describe('a body that is no message', () => {
  it.each([
    ['no JSON', '{"FIToFIPmtSts":'],
    ['a lone word', 'hello'],
    ['a key for the prototype', '{"__proto__":{"TxTp":"x"}}'],
    ['an escaped key for the prototype', '{"\\u005f_proto__":{"TxTp":"x"}}'],
    ['a constructor with a prototype', '{"constructor":{"prototype":{"a":1}}}'],
    ['a deep key for the prototype', '{"FIToFIPmtSts":{"GrpHdr":{"__proto__":{"MsgId":"a"}}}}'],
    ['a NUL byte', '{"a":"\0"}'],
    ['no UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
    ['a surrogate in UTF-8', Buffer.from('7b2261223a22eda08022227d', 'hex')],
    ['half a UTF-8 character', Buffer.from('7b2261223a22e282227d', 'hex')],
    ['depth beyond any parser', '['.repeat(500_000)],
  ])('%s', async (_name, payload) => {
    expect(await post(STATUS_PATH, payload)).toEqual({
      status: 400,
      body: {
        statusCode: 400,
        code: 'FST_ERR_CTP_INVALID_JSON_BODY',
        error: 'Bad Request',
        message: "Body is not valid JSON but content-type is set to 'application/json'",
      },
    })
    expect(tms.acceptor.requests).toEqual([])
  })

  it('is empty', async () => {
    expect(await post(STATUS_PATH, '')).toEqual({
      status: 400,
      body: {
        statusCode: 400,
        code: 'FST_ERR_CTP_EMPTY_JSON_BODY',
        error: 'Bad Request',
        message: "Body cannot be empty when content-type is set to 'application/json'",
      },
    })
  })

  it.each(['[]', '[{}]', '"text"', '1', 'null', 'true', '{"TenantId":"DEFAULT"}'])('%s', async (payload) => {
    expect(await post(STATUS_PATH, payload)).toEqual(refusal('body must NOT be valid'))
  })

  it('is text, or is not there at all', async () => {
    expect(await post(STATUS_PATH, 'hello', 'text/plain')).toEqual(refusal('body must NOT be valid'))
    const reply = await tms.app.inject({ method: 'POST', url: STATUS_PATH })
    expect({ status: reply.statusCode, body: reply.json<unknown>() }).toEqual(
      refusal('body must NOT be valid'),
    )
  })

  it.each(['application/xml', 'application/x-www-form-urlencoded', 'application/json5'])(
    'is of the media type %s',
    async (contentType) => {
      const { status, body } = await post(STATUS_PATH, '<Document/>', contentType)
      expect(status).toBe(415)
      expect(body).toMatchObject({
        statusCode: 415,
        code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE',
        error: 'Unsupported Media Type',
      })
    },
  )

  it('is larger than the limit', async () => {
    const payload = JSON.stringify({ FIToFIPmtSts: 'x'.repeat(BODY_LIMIT_BYTES) })
    expect(await post(STATUS_PATH, payload)).toEqual({
      status: 413,
      body: {
        statusCode: 413,
        code: 'FST_ERR_CTP_BODY_TOO_LARGE',
        error: 'Payload Too Large',
        message: 'Request body is too large',
      },
    })
  })
})

describe('a message that breaks its schema', () => {
  it.each<[string, TransactionType, Changes]>([
    ["body must have required property 'FIToFIPmtSts'", 'pacs.002.001.12', { '/FIToFIPmtSts': ABSENT }],
    [
      "body/FIToFIPmtSts/TxInfAndSts must have required property 'TxSts'",
      'pacs.002.001.12',
      { [`${STATUS}/TxSts`]: ABSENT },
    ],
    ['body must NOT be valid', 'pacs.002.001.12', { '/TenantId': 'DEFAULT' }],
    ['body/TxTp must be equal to constant', 'pacs.002.001.12', { '/TxTp': 'pacs.008.001.10' }],
    ['body/TxTp must be equal to constant', 'pacs.002.001.12', { '/TxTp': null }],
    ['body/TxTp must be string', 'pacs.002.001.12', { '/TxTp': {} }],
    ['body/FIToFIPmtSts must be object', 'pacs.002.001.12', { '/FIToFIPmtSts': 'x' }],
    [
      'body/FIToFIPmtSts/TxInfAndSts/ChrgsInf must be array',
      'pacs.002.001.12',
      { [`${STATUS}/ChrgsInf`]: {} },
    ],
    [
      'body/FIToFIPmtSts/TxInfAndSts/ChrgsInf must be array',
      'pacs.002.001.12',
      { [`${STATUS}/ChrgsInf`]: 1 },
    ],
    [
      "body/FIToFIPmtSts/TxInfAndSts/ChrgsInf/1 must have required property 'Amt'",
      'pacs.002.001.12',
      { [`${STATUS}/ChrgsInf/1`]: {} },
    ],
    [
      'body/FIToFIPmtSts/GrpHdr/MsgId must be string',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/GrpHdr/MsgId': [] },
    ],
    [
      'body/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs must be integer',
      'pacs.008.001.10',
      { '/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs': 1.5 },
    ],
    [
      'body/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs must be <= 9007199254740991',
      'pacs.008.001.10',
      { '/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs': 'Infinity' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/InstdAmt/Amt/Amt must be number',
      'pacs.008.001.10',
      { [`${TRANSFER}/InstdAmt/Amt/Amt`]: 'a lot' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/InstdAmt/Amt/Amt must be <= 1.7976931348623157e+308',
      'pacs.008.001.10',
      { [`${TRANSFER}/InstdAmt/Amt/Amt`]: '1e999' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/ChrgsInf/Amt/Amt must be >= -1.7976931348623157e+308',
      'pacs.008.001.10',
      { [`${TRANSFER}/ChrgsInf/Amt/Amt`]: '-Infinity' },
    ],
    ...[null, true, false].map((value): [string, TransactionType, Changes] => [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/InstdAmt/Amt/Amt must NOT be valid',
      'pacs.008.001.10',
      { [`${TRANSFER}/InstdAmt/Amt/Amt`]: value },
    ]),
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/DbtrAcct/Id/Othr must NOT have fewer than 1 items',
      'pacs.008.001.10',
      { [`${TRANSFER}/DbtrAcct/Id/Othr`]: [] },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/Id/PrvtId/Othr must NOT have fewer than 1 items',
      'pacs.008.001.10',
      { [`${TRANSFER}/Dbtr/Id/PrvtId/Othr`]: [] },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/ChrgsInf must be object',
      'pacs.008.001.10',
      { [`${TRANSFER}/ChrgsInf`]: [] },
    ],
    [
      "body/CstmrCdtTrfInitn/PmtInf/ReqdExctnDt must have required property 'Dt'",
      'pain.001.001.11',
      { '/CstmrCdtTrfInitn/PmtInf/ReqdExctnDt/Dt': ABSENT },
    ],
    [
      "body/CdtrPmtActvtnReq/PmtInf must have required property 'XpryDt'",
      'pain.013.001.09',
      { '/CdtrPmtActvtnReq/PmtInf/XpryDt': ABSENT },
    ],
  ])('%s', async (message, type, changes) => {
    expect(await send(type, changes)).toEqual(refusal(message))
    expect(tms.acceptor.requests).toEqual([])
  })

  it.each(
    TRANSACTION_TYPES.flatMap((type) => leafPaths(MESSAGE_SCHEMAS[type]).map((leaf) => ({ type, ...leaf }))),
  )('$type without $path', async ({ type, path, isOptional }) => {
    const { status, body } = await send(type, { [path]: ABSENT })
    const [parent, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)]
    expect({ status, body: isOptional ? undefined : body }).toEqual(
      isOptional
        ? { status: 200, body: undefined }
        : refusal(`body${parent} must have required property '${name}'`),
    )
  })
})

describe('a message that cannot be kept', () => {
  it.each<[string, TransactionType, Changes]>([
    [
      'body/FIToFIPmtSts/GrpHdr/CreDtTm must be an ISO 8601 date and time',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/GrpHdr/CreDtTm': '2026-02-31T00:00:00.000Z' },
    ],
    [
      'body/FIToFIPmtSts/GrpHdr/MsgId must be 1 to 1024 bytes long in UTF-8',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/GrpHdr/MsgId': 'x'.repeat(1_000_000) },
    ],
    [
      'body/FIToFIPmtSts/GrpHdr/MsgId must be 1 to 1024 bytes long in UTF-8',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/GrpHdr/MsgId': null },
    ],
    [
      'body/FIToFIPmtSts/TxInfAndSts/OrgnlEndToEndId must be 1 to 1024 bytes long in UTF-8',
      'pacs.002.001.12',
      { [`${STATUS}/OrgnlEndToEndId`]: '' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/InstdAmt/Amt/Amt must be >= 0 and < 10000000000000000',
      'pacs.008.001.10',
      { [`${TRANSFER}/InstdAmt/Amt/Amt`]: -0.01 },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/IntrBkSttlmAmt/Amt/Amt must be >= 0 and < 10000000000000000',
      'pacs.008.001.10',
      { [`${TRANSFER}/IntrBkSttlmAmt/Amt/Amt`]: 1e16 },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/Nm must not contain U+0000 or lone surrogates',
      'pacs.008.001.10',
      { [`${TRANSFER}/Dbtr/Nm`]: 'Sari\0' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/Nm must not contain U+0000 or lone surrogates',
      'pacs.008.001.10',
      { [`${TRANSFER}/Dbtr/Nm`]: 'Sari\ud83d' },
    ],
    [
      'body/FIToFIPmtSts/unknown/0 must not contain U+0000 or lone surrogates',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/unknown': ['\0'] },
    ],
  ])('%s', async (message, type, changes) => {
    expect(await send(type, changes)).toEqual(refusal(message))
    expect(tms.acceptor.requests).toEqual([])
  })
})

describe('a request to nowhere', () => {
  it('names an unknown message type', async () => {
    const url = '/v1/evaluate/iso20022/pacs.009.001.08'
    expect(await post(url, '{}')).toEqual({
      status: 404,
      body: { message: `Route POST:${url} not found`, error: 'Not Found', statusCode: 404 },
    })
  })

  it('sends an initiation where payments are not quoted', async () => {
    const plain = await startTms({ quoting: false })
    for (const type of ['pain.001.001.11', 'pain.013.001.09'] as const) {
      const url = messagePath(type)
      const reply = await plain.app.inject({ method: 'POST', url, payload: changedExample(type, {}) })
      expect(reply.statusCode).toBe(404)
      expect(reply.body).toBe(
        `{"message":"Route POST:${url} not found","error":"Not Found","statusCode":404}`,
      )
    }
    await plain.stop()
  })

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'] as const)('uses %s', async (method) => {
    expect((await tms.app.inject({ method, url: STATUS_PATH })).statusCode).toBe(404)
  })
})

describe('the text of a refusal', () => {
  it('has its members in the documented order', async () => {
    const reply = await tms.app.inject({ method: 'POST', url: STATUS_PATH, payload: {} })
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(reply.body).toBe(
      '{"statusCode":400,"code":"FST_ERR_VALIDATION","error":"Bad Request",' +
        '"message":"body must have required property \'FIToFIPmtSts\'"}',
    )
  })
})
