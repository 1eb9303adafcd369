import { array, assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HttpProtocolError, ResponseReader } from './response-reader.ts'
import type { HttpResponse } from './response-reader.ts'

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}'
const DECIDED = 'HTTP/1.1 200 OK\r\npreference-applied: wait=1\r\nContent-Length: 7\r\n\r\n{"a":1}'
const BUSY =
  'HTTP/1.1 503 Service Unavailable\r\nretry-after:  3 \r\ncontent-length: 5\r\nConnection: keep-alive\r\n\r\nlater'
const CHUNKED =
  'HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n6;x=y\r\npedia \r\nA\r\nin \r\n\r\nchu\r\n0\r\nTrailer: 1\r\n\r\n'
const EMPTY = 'HTTP/1.1 204 No Content\r\nDate: today\r\n\r\n'
const CLOSING = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
const INTERIM = `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${BUSY}`

function answer(status: number, others: Partial<HttpResponse> = {}): HttpResponse {
  return { status, retryAfter: undefined, bodyText: '', isReusable: true, ...others }
}

const CASES = [
  [OK, answer(200)],
  [DECIDED, answer(200, { bodyText: '{"a":1}' })],
  [BUSY, answer(503, { retryAfter: '3', bodyText: 'later' })],
  [CHUNKED, answer(409, { bodyText: 'Wikipedia in \r\n\r\nchu' })],
  [EMPTY, answer(204)],
  [CLOSING, answer(400, { isReusable: false })],
  [INTERIM, answer(503, { retryAfter: '3', bodyText: 'later' })],
] as const

/** Reads texts cut at every so many bytes; the room for bytes is used again each time, as that of a connection is. */
function readAll(text: string, sizes: readonly number[]): readonly HttpResponse[] {
  const reader = new ResponseReader()
  const all = Buffer.from(text)
  const room = Buffer.alloc(Math.max(...sizes))
  const responses: HttpResponse[] = []
  for (let from = 0, turn = 0; from < all.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    const length = all.copy(room, 0, from, from + size)
    const response = reader.read(room.subarray(0, length))
    from += length
    if (response !== undefined) {
      responses.push(response)
    }
  }
  expect(reader.isWithin).toBe(false)
  return responses
}

describe('a response', () => {
  it.each(CASES)('is read whole: %j', (text, expected) => {
    expect(readAll(text, [text.length])).toEqual([expected])
  })

  it('is read wherever its bytes are split, and so is the one after it', () => {
    const sizes = array(integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 })
    assert(
      property(constantFrom(...CASES), constantFrom(...CASES), sizes, ([one, first], [two, second], cuts) => {
        const reader = readAll(one, cuts)
        expect(reader).toEqual([first])
        // One byte at a time no two responses can come in the same read.
        expect(readAll(one + two, [1])).toEqual([first, second])
      }),
    )
  })

  it('ends with its connection where it says nothing else', () => {
    const reader = new ResponseReader()
    expect(reader.read(Buffer.from('HTTP/1.1 500 Oh\r\n\r\nno'))).toBeUndefined()
    expect(reader.read(Buffer.from('pe'))).toBeUndefined()
    expect(reader.readEnd()).toEqual(answer(500, { bodyText: 'nope', isReusable: false }))
    expect(new ResponseReader().readEnd()).toBeUndefined()
  })

  it('keeps the beginning of a long body only', () => {
    const body = 'x'.repeat(10_000)
    const text = `HTTP/1.1 500 Oh\r\ncontent-length: 10000\r\n\r\n${body}`
    expect(readAll(text, [997])[0]?.bodyText).toHaveLength(2_000)
  })

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['a body longer than it says', `${OK}}`],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'],
    ['a chunk longer than it says', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabc\r\n'],
    ['a head without an end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}`],
  ])('is refused as %s', (_what, text) => {
    expect(() => new ResponseReader().read(Buffer.from(text))).toThrow(HttpProtocolError)
  })
})
