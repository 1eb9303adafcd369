/** What a server sent is not HTTP/1.1, or more than is kept of it. */
export class HttpProtocolError extends Error {
  override readonly name = 'HttpProtocolError'
}

/** A whole response, as far as a driver needs to know it. */
export interface HttpResponse {
  readonly status: number
  /** Of the header field, where it came once. */
  readonly retryAfter: string | undefined
  /** The beginning of the body, up to what was asked for. Empty with 200, which only says the message again, unless a preference was applied. */
  readonly bodyText: string
  /** Whether another request may follow on the connection. */
  readonly isReusable: boolean
}

const HEAD_MAX_BYTES = 16_384
const BODY_KEPT_MAX_BYTES = 2_000
const CHUNK_LINE_MAX_BYTES = 1_024
const ACCEPTED = 200
const HEAD_END = '\r\n\r\n'
const LINE_END = '\r\n'
const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})[ \r]/
const CONTENT_LENGTH = /\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n/i
const CHUNKED = /\r\ntransfer-encoding:[ \t]*(?:[^\r]*,[ \t]*)?chunked[ \t]*\r\n/i
const CLOSES = /\r\nconnection:[ \t]*(?:[^\r]*,[ \t]*)?close[ \t]*(?:,[^\r]*)?\r\n/i
const PREFERENCE_APPLIED = /\r\npreference-applied:/i
const RETRY_AFTER = /\r\nretry-after:[ \t]*([^\r]*?)[ \t]*\r\n/i
const CHUNK_SIZE = /^([0-9a-f]{1,7})[ \t]*(?:;.*)?$/i
/** Statuses whose response never has a body (RFC 9112, section 6.3). */
const WITHOUT_BODY: readonly number[] = [204, 304]

type Part = 'head' | 'body' | 'chunk-size' | 'chunk-end' | 'trailers' | 'until-close'

/**
 * Reads one response after the other from the bytes of a connection, wherever these are split (RFC 9112). Nothing of the bytes that it is
 * given is kept: their owner may use them again.
 */
export class ResponseReader {
  #part: Part = 'head'
  /** The beginning of a head or of a line whose end has not come. */
  #unfinished: Buffer | undefined
  #status = 0
  #retryAfter: string | undefined
  #isReusable = true
  #isChunked = false
  #isKept = false
  #remainingBytes = 0
  #body: Buffer[] = []
  #keptBytes = 0

  /** Whether a part of a response was read. */
  get isWithin(): boolean {
    return this.#part !== 'head' || this.#unfinished !== undefined
  }

  /** The response that ends with these bytes; undefined where it goes on. @throws HttpProtocolError */
  read(bytes: Buffer): HttpResponse | undefined {
    let rest = this.#withUnfinished(bytes)
    for (;;) {
      if (this.#part === 'head') {
        const end = rest.indexOf(HEAD_END, 0, 'latin1')
        if (end === -1) {
          return this.#wait(rest, HEAD_MAX_BYTES)
        }
        const hasBody = this.#readHead(rest.toString('latin1', 0, end + HEAD_END.length))
        rest = rest.subarray(end + HEAD_END.length)
        if (hasBody === false) {
          return this.#finish(rest)
        }
      } else if (this.#part === 'until-close') {
        this.#keep(rest)
        return undefined
      } else if (this.#part === 'body') {
        const taken = rest.subarray(0, this.#remainingBytes)
        this.#keep(taken)
        this.#remainingBytes -= taken.length
        rest = rest.subarray(taken.length)
        if (this.#remainingBytes > 0) {
          return undefined
        }
        if (!this.#isChunked) {
          return this.#finish(rest)
        }
        this.#part = 'chunk-end'
      } else {
        const end = rest.indexOf(LINE_END, 0, 'latin1')
        if (end === -1) {
          return this.#wait(rest, CHUNK_LINE_MAX_BYTES)
        }
        const line = rest.toString('latin1', 0, end)
        rest = rest.subarray(end + LINE_END.length)
        if (this.#part === 'trailers' && line === '') {
          return this.#finish(rest)
        }
        this.#readLine(line)
      }
    }
  }

  /** The response that ends with its connection; undefined where there is none. */
  readEnd(): HttpResponse | undefined {
    return this.#part === 'until-close' ? this.#finish(Buffer.alloc(0)) : undefined
  }

  #withUnfinished(bytes: Buffer): Buffer {
    if (this.#unfinished === undefined) {
      return bytes
    }
    const all = Buffer.concat([this.#unfinished, bytes])
    this.#unfinished = undefined
    return all
  }

  #wait(rest: Buffer, maxBytes: number): undefined {
    if (rest.length > maxBytes) {
      throw new HttpProtocolError(`A head or a line of a response has more than ${maxBytes} bytes`)
    }
    this.#unfinished = rest.length === 0 ? undefined : Buffer.from(rest)
    return undefined
  }

  /** Undefined for an interim response, after which the real one comes. */
  #readHead(head: string): boolean | undefined {
    const status = STATUS_LINE.exec(head)?.[1]
    if (status === undefined) {
      throw new HttpProtocolError('A response does not begin with a status line of HTTP/1.1')
    }
    this.#status = Number(status)
    if (this.#status < 200) {
      return undefined
    }
    this.#retryAfter = this.#status === ACCEPTED ? undefined : RETRY_AFTER.exec(head)?.[1]
    this.#isKept = this.#status !== ACCEPTED || PREFERENCE_APPLIED.test(head)
    this.#isReusable = !CLOSES.test(head)
    this.#isChunked = CHUNKED.test(head)
    const length = this.#isChunked ? undefined : CONTENT_LENGTH.exec(head)?.[1]
    if (WITHOUT_BODY.includes(this.#status) || length === '0') {
      return false
    }
    if (this.#isChunked) {
      this.#part = 'chunk-size'
    } else if (length === undefined) {
      this.#part = 'until-close'
      this.#isReusable = false
    } else {
      this.#part = 'body'
      this.#remainingBytes = Number(length)
    }
    return true
  }

  #readLine(line: string): void {
    if (this.#part === 'chunk-end') {
      if (line !== '') {
        throw new HttpProtocolError('A chunk is longer than it says')
      }
      this.#part = 'chunk-size'
    } else if (this.#part === 'chunk-size') {
      const size = CHUNK_SIZE.exec(line)?.[1]
      if (size === undefined) {
        throw new HttpProtocolError('A chunk does not say its size')
      }
      this.#remainingBytes = Number.parseInt(size, 16)
      this.#part = this.#remainingBytes === 0 ? 'trailers' : 'body'
    }
  }

  #keep(bytes: Buffer): void {
    if (this.#isKept && this.#keptBytes < BODY_KEPT_MAX_BYTES && bytes.length > 0) {
      const kept = Buffer.from(bytes.subarray(0, BODY_KEPT_MAX_BYTES - this.#keptBytes))
      this.#body.push(kept)
      this.#keptBytes += kept.length
    }
  }

  #finish(rest: Buffer): HttpResponse {
    if (rest.length > 0) {
      throw new HttpProtocolError('Bytes came that no request had asked for')
    }
    const response = {
      status: this.#status,
      retryAfter: this.#retryAfter,
      bodyText: this.#body.length === 0 ? '' : Buffer.concat(this.#body).toString('utf8'),
      isReusable: this.#isReusable,
    }
    this.#part = 'head'
    this.#body = []
    this.#keptBytes = 0
    return response
  }
}
