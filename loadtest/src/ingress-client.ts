import type { IncomingHttpHeaders } from 'node:http'
import { StringDecoder } from 'node:string_decoder'
import { BalancedPool, errors } from 'undici'
import type { Dispatcher } from 'undici'
import type { TransactionType } from '@pantau/rule-kit'
import type { Answer } from './answer.ts'
import { parseRetryAfterMs } from './retry-after.ts'

/** How long an answer may take before the driver gives the attempt up. The service answers much earlier, or says 503. */
const ANSWER_TIMEOUT_MS = 30_000
const BODY_TEXT_MAX_LENGTH = 500
const ACCEPTED = 200
const CONNECTS_AT_ONCE = 64

export interface IngressClientOptions {
  /** Base addresses of the ingress, `http://` or `https://`; several when it runs in several processes, which then share the requests. */
  readonly urls: readonly string[]
  /** Keep-alive connections to each address, HTTP/1.1, one request at a time on each. */
  readonly connectionCount: number
  /** PEM text of the authority that signed the ingress's certificate, where it is not a public one. */
  readonly certificateAuthority?: string | undefined
  /** Payment i shows token i modulo their number: the tenants that payments are spread over. None are shown when absent. */
  readonly bearerTokens?: readonly [string, ...string[]]
  readonly answerTimeoutMs?: number
}

/** Posts ISO 20022 messages to the ingress. Never retries by itself: every attempt is counted by the caller. */
export class IngressClient {
  readonly #pool: BalancedPool
  readonly #headers: readonly Readonly<Record<string, string>>[]
  readonly #connectionCount: number

  constructor(options: IngressClientOptions) {
    this.#connectionCount = options.connectionCount
    const timeoutMs = options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS
    this.#pool = new BalancedPool([...options.urls], {
      connections: options.connectionCount,
      pipelining: 1,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connectTimeout: timeoutMs,
      ...(options.certificateAuthority === undefined
        ? {}
        : { connect: { ca: options.certificateAuthority } }),
    })
    const type = { 'content-type': 'application/json' }
    this.#headers = options.bearerTokens?.map((token) => ({ ...type, authorization: `Bearer ${token}` })) ?? [
      type,
    ]
  }

  /** @param paymentIndex tells which of several tenants sends */
  async post(
    transactionType: TransactionType,
    body: string,
    _dueAtMs?: number,
    paymentIndex = 0,
  ): Promise<Answer> {
    const headers = this.#headers[paymentIndex % this.#headers.length] ?? null
    return new Promise((resolve, reject) => {
      this.#pool.dispatch(
        {
          method: 'POST',
          path: `/v1/evaluate/iso20022/${transactionType}`,
          headers,
          body,
        },
        new AnswerReader(resolve, reject),
      )
    })
  }

  /** Opens all connections, so that none has to be opened under load: a few at a time, as an accept queue is short. */
  async connect(): Promise<void> {
    for (let open = CONNECTS_AT_ONCE; ; open += CONNECTS_AT_ONCE) {
      const count = Math.min(open, this.#connectionCount)
      await Promise.all(Array.from({ length: count }, () => this.#askStatus()))
      if (count === this.#connectionCount) {
        return
      }
    }
  }

  async #askStatus(): Promise<void> {
    const { body } = await this.#pool.request({ method: 'GET', path: '/' })
    await body.dump()
  }

  async close(): Promise<void> {
    await this.#pool.close()
  }
}

/** Takes one response from the client as it comes: streams of bodies that nobody reads cost the driver more than sending requests. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer) => void
  readonly #reject: (error: unknown) => void
  readonly #decoder = new StringDecoder('utf8')
  #status = 0
  #retryAfterMs: number | undefined
  #bodyText = ''
  readonly #askedAtMs = performance.now()
  #waitedMs = 0

  constructor(resolve: (answer: Answer) => void, reject: (error: unknown) => void) {
    this.#resolve = resolve
    this.#reject = reject
  }

  onRequestStart(): void {
    this.#waitedMs = performance.now() - this.#askedAtMs
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.#status = statusCode
    this.#retryAfterMs = statusCode === ACCEPTED ? undefined : parseRetryAfterMs(headers['retry-after'])
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#status !== ACCEPTED && this.#bodyText.length < BODY_TEXT_MAX_LENGTH) {
      this.#bodyText += this.#decoder.write(chunk)
    }
  }

  onResponseEnd(): void {
    const waitedMs = this.#waitedMs
    if (this.#status === ACCEPTED) {
      this.#resolve({ kind: 'answered', status: ACCEPTED, waitedMs })
      return
    }
    this.#resolve({
      kind: 'answered',
      status: this.#status,
      waitedMs,
      bodyText: this.#bodyText.slice(0, BODY_TEXT_MAX_LENGTH),
      ...(this.#retryAfterMs === undefined ? {} : { retryAfterMs: this.#retryAfterMs }),
    })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const answer = answerOfError(error)
    if (answer === undefined) {
      this.#reject(error)
    } else {
      this.#resolve({ ...answer, waitedMs: this.#waitedMs })
    }
  }
}

/** Undefined for what is no answer of the service, and not the network's either: a fault of the driver. */
function answerOfError(error: unknown): Answer | undefined {
  if (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  ) {
    return { kind: 'timeout' }
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return { kind: 'connection-error', code: error.code }
  }
  return undefined
}
