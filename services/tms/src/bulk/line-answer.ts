import type { ErrorCode } from '@pantau/contracts'
import { codedErrorBody, describeError, retryAfterSeconds } from '@pantau/http-host'
import type { Log } from '@pantau/service-runtime'
import type { AcceptOutcome } from '../acceptor.ts'
import { outcomeRefusal } from '../http/answer-outcome.ts'

/** What became of a line: the status, code and message that the route of its message type would have answered. */
export interface LineAnswer {
  readonly line: number
  readonly status: number
  /** Where the message could be read. */
  readonly messageId?: string
  readonly code?: string
  readonly message: string
  /** In whole seconds, where sending the line again later helps. */
  readonly retryAfter?: number
  /** Names what the service's log says about a failure of ours. */
  readonly correlationId?: string
}

/** An answer that is not yet known to be about a line. */
export type LineResult = Omit<LineAnswer, 'line' | 'messageId'>

export const VALID: LineResult = { status: 200, message: 'Transaction is valid' }
export const UNAUTHORIZED: LineResult = { status: 401, message: 'Unauthorized' }

/** The answer with an error of our own list. @param retryAfterMs where coming again helps */
export function codedResult(code: ErrorCode, retryAfterMs?: number): LineResult {
  const { statusCode: status, message } = codedErrorBody(code)
  return {
    status,
    code,
    message,
    ...(retryAfterMs === undefined ? {} : { retryAfter: retryAfterSeconds(retryAfterMs) }),
  }
}

export function outcomeResult(outcome: AcceptOutcome): LineResult {
  const refusal = outcomeRefusal(outcome)
  return refusal === undefined ? VALID : codedResult(refusal.code, refusal.retryAfterMs)
}

/** The answer to what was thrown; what is ours is logged. */
export function errorResult(error: unknown, log: Log, route: string): LineResult {
  const thrown = error instanceof Error ? error : new TypeError('No error was thrown', { cause: error })
  const { body, retryAfterMs } = describeError(thrown, log, route)
  const { statusCode: status, code, message, correlationId } = body
  return {
    status,
    ...(code === undefined ? {} : { code }),
    message,
    ...(retryAfterMs === undefined ? {} : { retryAfter: retryAfterSeconds(retryAfterMs) }),
    ...(correlationId === undefined ? {} : { correlationId }),
  }
}
