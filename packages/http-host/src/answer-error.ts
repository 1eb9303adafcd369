import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { UNAUTHORIZED_BODY, UnauthorizedError } from '@pantau/auth'
import type { ErrorCode } from '@pantau/contracts'
import type { Log } from '@pantau/service-runtime'
import { codedErrorBody, errorBody } from './error-body.ts'

type Answerer = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => FastifyReply

/**
 * Answers what was thrown. Errors of the request (4xx) say what is wrong with it; something that is away is 503 with Retry-After; any
 * other is ours: the client gets a correlation id and nothing of the error itself, which may quote SQL; the log gets both.
 */
export function createErrorAnswerer(log: Log): Answerer {
  return (error, request, reply) => {
    const route = request.routeOptions.url
    if (error instanceof UnauthorizedError) {
      // https://www.rfc-editor.org/rfc/rfc6750#section-3
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .type('application/json; charset=utf-8')
        .send(UNAUTHORIZED_BODY)
    }
    const { statusCode } = error
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
      return reply.code(statusCode).send(errorBody(statusCode, error.code, error.message))
    }
    const retryAfterMs = retryAfterOf(error)
    if (retryAfterMs !== undefined) {
      log.warn({ err: error, route }, 'something that a request needs is away')
      return answerLater(reply, 'PANTAU_UNAVAILABLE', retryAfterMs)
    }
    const correlationId = randomUUID()
    log.error({ err: error, correlationId, route }, 'a request failed')
    return reply.code(500).send({ ...codedErrorBody('PANTAU_INTERNAL'), correlationId })
  }
}

/** Says when to come again: in whole seconds, at least one (RFC 9110, section 10.2.3). */
export function answerLater(reply: FastifyReply, code: ErrorCode, retryAfterMs: number): FastifyReply {
  const retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  return answerCoded(reply.header('retry-after', retryAfterSeconds), code)
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
