import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Principal } from '@pantau/auth'
import { readTraceParent } from '@pantau/contracts'
import type { Span, Tracer } from '@pantau/contracts'
import { codedErrorBody, describeError, retryAfterSeconds } from '@pantau/http-host'
import type { HttpHost } from '@pantau/http-host'
import type { Log } from '@pantau/service-runtime'
import type { Acceptor } from '../acceptor.ts'
import type { Decision } from '../admission/admission.ts'
import type { Ticket } from '../admission/ticket.ts'
import type { DecisionReplies } from '../decision/decision-replies.ts'
import { acceptAdmitted } from './accept-admitted.ts'
import { acceptRequest } from './accept-request.ts'
import type { Arrival } from './accept-request.ts'
import { appliedHeaders, JSON_TYPE, outcomeRefusal, validText } from './answer-outcome.ts'
import type { BodyReader } from './compile-body-readers.ts'
import type { ReadMessage } from './message-reader.ts'
import { rateHeaders } from './rate-headers.ts'
import type { RefuseFirst } from './refuse-first.ts'
import { replyDecision } from './reply-decision.ts'
import type { DecidedOutcome } from './reply-decision.ts'
import { endArrival, traceArrival } from './trace-arrival.ts'

const VALID_STATUS = 200
const NS_PER_MS = 1_000_000
const JSON_TYPES: ReadonlySet<string | undefined> = new Set(['application/json', JSON_TYPE])

export interface DirectMessagesOptions {
  /** By path, as it is sent. */
  readonly readers: ReadonlyMap<string | undefined, BodyReader>
  readonly acceptor: Acceptor
  /** Absent where nobody asks for decisions. */
  readonly decisions?: Pick<DecisionReplies, 'wantedBy'>
  readonly refuseFirst: Pick<RefuseFirst, 'admittedOf'>
  readonly host: Pick<HttpHost, 'passOn' | 'isLastAnswer'>
  readonly bodyLimitBytes: number
  readonly log: Log
  readonly tracer?: Tracer | undefined
  /** Told about every answer. */
  readonly onAnswered: (statusCode: number, elapsedMs: number) => void
}

/** A message on its way to its answer. */
interface Exchange {
  readonly request: IncomingMessage
  /** Its path, one of those that are taken. */
  readonly route: string
  readonly response: ServerResponse
  readonly decision: Decision
  readonly ticket: Ticket
  readonly caller: Principal
  readonly receivedAtNs: bigint
}

/**
 * Takes the messages that are as nearly all of them are, without the router and its hooks, which cost a fifth of what is done for a
 * message: a caller who is known, JSON of a known length within the bound, and a valid message. Every other request is for the routes, also
 * when that shows only in its body: they get the bytes, and say what is wrong. What is answered is the same on both ways.
 */
export class DirectMessages {
  readonly #options: DirectMessagesOptions

  constructor(options: DirectMessagesOptions) {
    this.#options = options
  }

  /** Whether the request is taken; then it is answered, or passed on, once its body is there. */
  take(request: IncomingMessage, response: ServerResponse): boolean {
    const { readers, refuseFirst, bodyLimitBytes } = this.#options
    const { decision, caller } = refuseFirst.admittedOf(request) ?? {}
    const route = request.url
    const read = readers.get(route)
    if (
      decision === undefined ||
      route === undefined ||
      caller === undefined ||
      read === undefined ||
      !isUsual(request.headers, bodyLimitBytes)
    ) {
      return false
    }
    const { ticket } = decision
    const receivedAtNs = process.hrtime.bigint()
    const exchange = { request, route, response, decision, ticket, caller, receivedAtNs }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    // A caller who leaves before has left its place.
    request.once('end', () => this.#answer(exchange, read, whole(chunks)))
    return true
  }

  #answer(exchange: Exchange, read: BodyReader, body: Buffer): void {
    const message = orUndefined(read, body)
    if (message === undefined) {
      this.#options.host.passOn(exchange.request, exchange.response, body)
      return
    }
    const { acceptor, decisions, tracer } = this.#options
    const arrival = traceArrival(arrivalOf(exchange, body), tracer, exchange.route)
    const { span } = arrival
    const request = acceptRequest(message, arrival)
    const accepting = acceptAdmitted(acceptor, request, exchange.ticket)
    const wanted = decisions?.wantedBy(exchange.request.headers['prefer'])
    const fail = (error: unknown): void => this.#answerError(exchange, error, span)
    if (wanted === undefined) {
      accepting.then(
        (outcome) => this.#answerOutcome(exchange, { outcome }, message.canonicalText, span),
        fail,
      )
      return
    }
    const { ticket, response } = exchange
    replyDecision(accepting, { wanted, request, ticket, response }).then(
      (decided) => this.#answerOutcome(exchange, decided, message.canonicalText, span),
      fail,
    )
  }

  #answerOutcome(
    exchange: Exchange,
    { outcome, reply }: DecidedOutcome,
    canonicalText: string,
    span: Span | undefined,
  ): void {
    const refusal = outcomeRefusal(outcome)
    if (refusal === undefined) {
      this.#send(exchange, VALID_STATUS, validText(canonicalText, reply), appliedHeaders(reply))
      endArrival(span, VALID_STATUS, outcome.kind)
    } else {
      const body = codedErrorBody(refusal.code)
      this.#send(exchange, body.statusCode, JSON.stringify(body), retryHeaders(refusal.retryAfterMs))
      endArrival(span, body.statusCode, outcome.kind)
    }
  }

  #answerError(exchange: Exchange, error: unknown, span: Span | undefined): void {
    const thrown = error instanceof Error ? error : new TypeError('No error was thrown', { cause: error })
    const { body, retryAfterMs } = describeError(thrown, this.#options.log, exchange.route)
    this.#send(exchange, body.statusCode, JSON.stringify(body), retryHeaders(retryAfterMs))
    endArrival(span, body.statusCode, undefined)
  }

  #send(
    { request, response, decision, receivedAtNs }: Exchange,
    statusCode: number,
    text: string,
    headers: Readonly<Record<string, string>>,
  ): void {
    const { host, onAnswered } = this.#options
    response.once('finish', () =>
      onAnswered(statusCode, Number(process.hrtime.bigint() - receivedAtNs) / NS_PER_MS),
    )
    response.writeHead(statusCode, {
      'access-control-allow-origin': '*',
      ...rateHeaders(decision),
      ...headers,
      'content-type': JSON_TYPE,
      'content-length': String(Buffer.byteLength(text)),
      ...(host.isLastAnswer(request) ? { connection: 'close' } : {}),
    })
    response.end(text)
  }
}

function retryHeaders(retryAfterMs: number | undefined): Readonly<Record<string, string>> {
  return retryAfterMs === undefined ? {} : { 'retry-after': String(retryAfterSeconds(retryAfterMs)) }
}

/** Anything else is for the routes to judge. */
function isUsual(headers: IncomingHttpHeaders, bodyLimitBytes: number): boolean {
  const sizeBytes = Number(headers['content-length'])
  return (
    sizeBytes > 0 &&
    sizeBytes <= bodyLimitBytes &&
    JSON_TYPES.has(headers['content-type']) &&
    headers['transfer-encoding'] === undefined
  )
}

/** What it throws, the routes will find, too, and answer. */
function orUndefined(read: BodyReader, body: Buffer): ReadMessage | undefined {
  try {
    return read(body)
  } catch {
    return undefined
  }
}

function whole(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
}

function arrivalOf({ request, caller, receivedAtNs }: Exchange, rawBody: Buffer): Arrival {
  return {
    tenantId: caller.tenantId,
    rawBody,
    receivedAtNs,
    traceParent: readTraceParent(request.headers['traceparent']),
  }
}
