import type { TransactionType } from '@pantau/rule-kit'
import { DECISION_STATES } from './answer.ts'
import type { Answer, DecisionState } from './answer.ts'
import { ConnectionPool } from './http/connection-pool.ts'
import type { SentExchange } from './http/connection-pool.ts'
import type { ServerAddress } from './http/http-connection.ts'
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
  /** How long each status report asks to wait for its decision in the reply (`Prefer: wait`); it does not ask when absent. */
  readonly waitSeconds?: number | undefined
  readonly answerTimeoutMs?: number
}

interface Target {
  readonly pool: ConnectionPool
  /** One for each token: what does not depend on path and body. */
  readonly headers: readonly string[]
}

/**
 * Posts ISO 20022 messages to the ingress. Never retries by itself: every attempt is counted by the caller. It speaks HTTP itself, and only what
 * is needed for that, because the driver shares the machine with what it measures.
 */
export class IngressClient {
  readonly #targets: readonly Target[]
  readonly #connectionCount: number
  /** Of status reports: the preference in its line. */
  readonly #preference: string

  constructor(options: IngressClientOptions) {
    const { waitSeconds } = options
    this.#connectionCount = options.connectionCount
    this.#preference = waitSeconds === undefined ? '' : `prefer: wait=${waitSeconds}\r\n`
    this.#targets = options.urls.map((url) => targetOf(new URL(url), options))
  }

  /** @param paymentIndex tells which of several tenants sends */
  async post(
    transactionType: TransactionType,
    body: string,
    _dueAtMs?: number,
    paymentIndex = 0,
  ): Promise<Answer> {
    const { pool, headers } = this.#leastBusy()
    const ofTenant = headers[paymentIndex % headers.length] ?? ''
    const preference = transactionType === 'pacs.002.001.12' ? this.#preference : ''
    const sizeBytes = Buffer.byteLength(body)
    return answerOf(
      await pool.send(
        `POST /v1/evaluate/iso20022/${transactionType} HTTP/1.1\r\n${ofTenant}${preference}` +
          `content-type: application/json\r\ncontent-length: ${sizeBytes}\r\n\r\n${body}`,
        sizeBytes === body.length ? 'latin1' : 'utf8',
      ),
    )
  }

  /** Opens all connections, so that none has to be opened under load: a few at a time, as an accept queue is short. */
  async connect(): Promise<void> {
    await Promise.all(
      this.#targets.map(async ({ pool, headers }) => {
        for (let open = CONNECTS_AT_ONCE; ; open += CONNECTS_AT_ONCE) {
          const count = Math.min(open, this.#connectionCount)
          const request = `GET / HTTP/1.1\r\n${headers[0] ?? ''}\r\n`
          await Promise.all(Array.from({ length: count }, () => pool.send(request)))
          if (count === this.#connectionCount) {
            return
          }
        }
      }),
    )
  }

  /** Resolves when every attempt is answered. */
  async close(): Promise<void> {
    await Promise.all(this.#targets.map(({ pool }) => pool.close()))
  }

  #leastBusy(): Target {
    return this.#targets.reduce((best, each) => (each.pool.inProgress < best.pool.inProgress ? each : best))
  }
}

function targetOf(url: URL, options: IngressClientOptions): Target {
  const isSecure = url.protocol === 'https:'
  const address: ServerAddress = {
    // An address of IPv6 stands in brackets.
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: Number(url.port === '' ? (isSecure ? 443 : 80) : url.port),
    ...(isSecure ? { tls: { certificateAuthority: options.certificateAuthority } } : {}),
  }
  const authorizations = options.bearerTokens?.map((token) => `authorization: Bearer ${token}\r\n`) ?? ['']
  return {
    pool: new ConnectionPool({
      address,
      connectionCount: options.connectionCount,
      timeoutMs: options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
    }),
    headers: authorizations.map((authorization) => `host: ${url.host}\r\n${authorization}`),
  }
}

function answerOf({ exchange, waitedMs }: SentExchange): Answer {
  if (exchange.kind === 'timeout') {
    return { kind: 'timeout', waitedMs }
  }
  if (exchange.kind === 'failed') {
    return { kind: 'connection-error', code: exchange.code, waitedMs }
  }
  const { status, bodyText, retryAfter } = exchange.response
  if (status === ACCEPTED) {
    const decision = decisionIn(bodyText)
    return { kind: 'answered', status, waitedMs, ...(decision === undefined ? {} : { decision }) }
  }
  const retryAfterMs = parseRetryAfterMs(retryAfter)
  return {
    kind: 'answered',
    status,
    waitedMs,
    bodyText: bodyText.slice(0, BODY_TEXT_MAX_LENGTH),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}

/** Looked for in the text, as the driver shares the machine with what it measures. */
function decisionIn(bodyText: string): DecisionState | undefined {
  return DECISION_STATES.find((state) => bodyText.includes(`"decision":{"state":"${state}"`))
}
