import { check } from 'k6'
import exec from 'k6/execution'
import http from 'k6/http'
import type { RefinedResponse } from 'k6/http'
import type { Answer } from '../src/answer.ts'
import type { TenantAccess } from '../src/k6/tenant-access.ts'
import type { OutgoingMessage } from '../src/message-submission.ts'
import { parseRetryAfterMs } from '../src/retry-after.ts'
import {
  answerDuration,
  refusalDuration,
  refusalsWithoutRetryAfter,
  refused429,
  refused503,
  retryAfterSeconds,
} from './payment-metrics.ts'

/** https://grafana.com/docs/k6/latest/javascript-api/error-codes/ */
const REQUEST_TIMEOUT_ERROR_CODE = 1050

export interface MessageTarget {
  readonly baseUrl: string
  readonly requestTimeoutSeconds: number
  readonly tenant: TenantAccess
  /** The statuses that k6 does not count as failed. */
  readonly expected: ReturnType<typeof http.expectedStatuses>
}

/** Posts a body as the type of message. The plain request: nothing but k6's own metrics. */
export function postBody(target: MessageTarget, messageType: string, body: string): RefinedResponse<'text'> {
  const { authorization } = target.tenant
  return http.post(`${target.baseUrl}/v1/evaluate/iso20022/${messageType}`, body, {
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    tags: tagsOf(target, messageType),
    timeout: `${target.requestTimeoutSeconds}s`,
    responseCallback: target.expected,
    responseType: 'text',
  })
}

/** Posts a message, counts and times the answer, and checks that it says what it must. */
export function postMessage(target: MessageTarget, message: OutgoingMessage): Answer {
  const { transactionType, messageId } = message
  const tags = tagsOf(target, transactionType)
  const response = postBody(target, transactionType, message.body)
  const { status } = response
  const retryAfterMs = parseRetryAfterMs(response.headers['Retry-After'])
  switch (status) {
    case 0:
      return lostAnswer(response)
    case 200:
      answerDuration.add(response.timings.duration, tags)
      check(response, { 'an acceptance echoes the message': () => echoes(response.body, messageId) }, tags)
      break
    case 401:
    case 403:
      exec.test.abort(`the ingress does not know this caller: it answers ${status}`)
      break
    case 429:
    case 503:
      countRefusal(response, retryAfterMs, tags)
      break
    default:
      // As a check it is counted by status, and cannot flood the log.
      check(response, { [`no message is answered with ${status}`]: () => false }, tags)
  }
  return { kind: 'answered', status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
}

function lostAnswer(response: RefinedResponse<'text'>): Answer {
  const answer: Answer =
    response.error_code === REQUEST_TIMEOUT_ERROR_CODE
      ? { kind: 'timeout' }
      : { kind: 'connection-error', code: String(response.error_code) }
  check(answer, { [`no answer is lost: ${answer.kind}`]: () => false })
  return answer
}

/** Whether an answer is the contract's: the message, and the sentence that says it was taken. Parsing it would cost k6 more than sending. */
function echoes(body: string | null, messageId: string): boolean {
  return (
    body !== null &&
    body.startsWith('{"message":"Transaction is valid","data":{') &&
    body.includes(`"MsgId":"${messageId}"`)
  )
}

function countRefusal(
  response: RefinedResponse<'text'>,
  retryAfterMs: number | undefined,
  tags: Record<string, string>,
): void {
  const counter = response.status === 503 ? refused503 : refused429
  counter.add(1, tags)
  refusalDuration.add(response.timings.duration, tags)
  if (retryAfterMs === undefined) {
    refusalsWithoutRetryAfter.add(1, tags)
  } else {
    retryAfterSeconds.add(retryAfterMs / 1_000, tags)
  }
  check(response, { 'a refusal has its code': () => hasCode(response.body, response.status) }, tags)
}

/** The body of every answer that is no success names its status and a code. */
export function hasCode(body: string | null, status: number, code = /^[A-Z_]+$/): boolean {
  try {
    const error: unknown = JSON.parse(body ?? '')
    return (
      typeof error === 'object' &&
      error !== null &&
      'statusCode' in error &&
      error.statusCode === status &&
      'code' in error &&
      typeof error.code === 'string' &&
      code.test(error.code)
    )
  } catch {
    return false // An answer that is not JSON fails the check, not the run.
  }
}

function tagsOf({ tenant }: MessageTarget, messageType: string): Record<string, string> {
  return { message_type: messageType, ...(tenant.tenantId === undefined ? {} : { tenant: tenant.tenantId }) }
}
