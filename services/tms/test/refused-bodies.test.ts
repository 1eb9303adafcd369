import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BODY_LIMIT_BYTES } from '@pantau/http-host'
import { messagePath } from '../src/index.ts'
import { changedExample } from './change-document.ts'
import { post, refusal } from './posting.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const STATUS_PATH = messagePath('pacs.002.001.12')

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms()
})
afterAll(() => tms.stop())
beforeEach(() => {
  tms.acceptor.requests.length = 0
})

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
    expect(await post(tms, STATUS_PATH, payload)).toEqual({
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
    expect(await post(tms, STATUS_PATH, '')).toEqual({
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
    expect(await post(tms, STATUS_PATH, payload)).toEqual(refusal('body must NOT be valid'))
  })

  it('is text, or is not there at all', async () => {
    expect(await post(tms, STATUS_PATH, 'hello', 'text/plain')).toEqual(refusal('body must NOT be valid'))
    const reply = await tms.app.inject({ method: 'POST', url: STATUS_PATH })
    expect({ status: reply.statusCode, body: reply.json<unknown>() }).toEqual(
      refusal('body must NOT be valid'),
    )
  })

  it.each(['application/xml', 'application/x-www-form-urlencoded', 'application/json5'])(
    'is of the media type %s',
    async (contentType) => {
      const { status, body } = await post(tms, STATUS_PATH, '<Document/>', contentType)
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
    expect(await post(tms, STATUS_PATH, payload)).toEqual({
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

describe('a request to nowhere', () => {
  it('names an unknown message type', async () => {
    const url = '/v1/evaluate/iso20022/pacs.009.001.08'
    expect(await post(tms, url, '{}')).toEqual({
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
