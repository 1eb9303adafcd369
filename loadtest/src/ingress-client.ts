import { BalancedPool, errors } from 'undici'
import type { TransactionType } from '@pantau/rule-kit'
import type { Answer } from './answer.ts'
import { parseRetryAfterMs } from './retry-after.ts'

/** How long an answer may take before the driver gives the attempt up. The service answers much earlier, or says 503. */
const ANSWER_TIMEOUT_MS = 30_000
const BODY_TEXT_MAX_LENGTH = 500

export interface IngressClientOptions {
  /** Base addresses of the ingress, `http://` or `https://`; several when it runs in several processes, which then share the requests. */
  readonly urls: readonly string[]
  /** Keep-alive connections to each address, HTTP/1.1, one request at a time on each. */
  readonly connectionCount: number
  /** PEM text of the authority that signed the ingress's certificate, where it is not a public one. */
  readonly certificateAuthority?: string
  readonly bearerToken?: string
  readonly answerTimeoutMs?: number
}

/** Posts ISO 20022 messages to the ingress. Never retries by itself: every attempt is counted by the caller. */
export class IngressClient {
  readonly #pool: BalancedPool
  readonly #headers: Record<string, string>

  constructor(options: IngressClientOptions) {
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
    this.#headers = {
      'content-type': 'application/json',
      ...(options.bearerToken === undefined ? {} : { authorization: `Bearer ${options.bearerToken}` }),
    }
  }

  async post(transactionType: TransactionType, body: string): Promise<Answer> {
    try {
      const response = await this.#pool.request({
        method: 'POST',
        path: `/v1/evaluate/iso20022/${transactionType}`,
        headers: this.#headers,
        body,
      })
      const status = response.statusCode
      if (status === 200) {
        await response.body.dump()
        return { kind: 'answered', status }
      }
      const bodyText = (await response.body.text()).slice(0, BODY_TEXT_MAX_LENGTH)
      const retryAfterMs = parseRetryAfterMs(response.headers['retry-after'])
      return {
        kind: 'answered',
        status,
        bodyText,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      }
    } catch (error) {
      return answerOfError(error)
    }
  }

  async close(): Promise<void> {
    await this.#pool.close()
  }
}

function answerOfError(error: unknown): Answer {
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
  throw error
}
