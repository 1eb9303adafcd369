import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { UNAUTHORIZED_BODY, UnauthorizedError } from '@pantau/auth'
import type { ErrorCode } from '@pantau/contracts'
import type { Log, LogFields } from '@pantau/service-runtime'
import { codedErrorBody, errorBody } from './error-body.ts'
import type { ErrorBody } from './error-body.ts'

type Answerer = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** What is answered to something that was thrown. */
export interface ErrorAnswer {
  readonly body: ErrorBody & { readonly correlationId?: string }
  /** Where trying again later helps. */
  readonly retryAfterMs?: number
}

/**
 * Answers what was thrown. Errors of the request (4xx) say what is wrong with it; something that is away is 503 with Retry-After; any
 * other is ours: the client gets a correlation id and nothing of the error itself, which may quote SQL; the log gets both.
 */
export function createErrorAnswerer(log: Log): Answerer {
  return (error, request, reply) => {
    if (error instanceof UnauthorizedError) {
      // https://www.rfc-editor.org/rfc/rfc6750#section-3
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .type('application/json; charset=utf-8')
        .send(UNAUTHORIZED_BODY)
    }
    const { body, retryAfterMs } = describeError(error, log, request.routeOptions.url)
    if (retryAfterMs !== undefined) {
      reply.header('retry-after', retryAfterSeconds(retryAfterMs))
    }
    return reply.code(body.statusCode).send(body)
  }
}

/**
 * What is answered to an error that is not about who calls; what is ours is logged, with the fields that the error brings.
 * @param route where it happened, for the log
 */
export function describeError(
  error: Error & {
    readonly statusCode?: number | undefined
    readonly code?: string
    readonly logFields?: LogFields
  },
  log: Log,
  route: string | undefined,
): ErrorAnswer {
  const { statusCode } = error
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { body: errorBody(statusCode, error.code, error.message) }
  }
  const retryAfterMs = retryAfterOf(error)
  if (retryAfterMs !== undefined) {
    log.warn({ err: error, route, ...error.logFields }, 'something that a request needs is away')
    return { body: codedErrorBody('PANTAU_UNAVAILABLE'), retryAfterMs }
  }
  const correlationId = randomUUID()
  log.error({ err: error, correlationId, route, ...error.logFields }, 'a request failed')
  return { body: { ...codedErrorBody('PANTAU_INTERNAL'), correlationId } }
}

/** Says when to come again. */
export function answerLater(reply: FastifyReply, code: ErrorCode, retryAfterMs: number): FastifyReply {
  return answerCoded(reply.header('retry-after', retryAfterSeconds(retryAfterMs)), code)
}

/** In whole seconds, at least one (RFC 9110, section 10.2.3). */
export function retryAfterSeconds(retryAfterMs: number): number {
  return Math.max(1, Math.ceil(retryAfterMs / 1_000))
}

/** Answers with an error of our own list. */
export function answerCoded(reply: FastifyReply, code: ErrorCode): FastifyReply {
  const body = codedErrorBody(code)
  return reply.code(body.statusCode).send(body)
}

/** Whatever its class, an error of something that is away says when to try again. */
function retryAfterOf(error: Error): number | undefined {
  return 'retryAfterMs' in error && typeof error.retryAfterMs === 'number' ? error.retryAfterMs : undefined
}
