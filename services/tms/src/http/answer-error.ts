import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { UNAUTHORIZED_BODY, UnauthorizedError } from '@pantau/auth'
import type { Log } from '@pantau/service-runtime'
import { codedErrorBody, errorBody } from './error-body.ts'

/**
 * Answers what was thrown. Errors of the request (4xx) say what is wrong with it; any other is ours: the client gets a correlation
 * id and nothing of the error itself, which may quote SQL; the log gets both.
 */
export function createErrorAnswerer(
  log: Log,
): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return (error, request, reply) => {
    if (error instanceof UnauthorizedError) {
      const answer = reply.code(error.statusCode).header('www-authenticate', 'Bearer')
      return answer.type('application/json; charset=utf-8').send(UNAUTHORIZED_BODY)
    }
    const { statusCode } = error
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
      return reply.code(statusCode).send(errorBody(statusCode, error.code, error.message))
    }
    const correlationId = randomUUID()
    log.error({ err: error, correlationId, route: request.routeOptions.url }, 'a request failed')
    return reply.code(500).send({ ...codedErrorBody('PANTAU_INTERNAL'), correlationId })
  }
}
