import type { FastifyReply } from 'fastify'
import type { ErrorCode } from '@pantau/contracts'
import type { AcceptOutcome } from '../acceptor.ts'
import { codedErrorBody } from './error-body.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** Answers a message. A duplicate gets the same answer as the first time. @param canonicalText the message as it is echoed */
export function answerOutcome(
  reply: FastifyReply,
  outcome: AcceptOutcome,
  canonicalText: string,
): FastifyReply {
  switch (outcome.kind) {
    case 'accepted':
    case 'duplicate':
      return reply.type(JSON_TYPE).send(`{"message":"Transaction is valid","data":${canonicalText}}`)
    case 'conflict':
      return answerCoded(reply, 'PANTAU_MESSAGE_ID_REUSED')
    case 'unstorable':
      return answerCoded(reply, 'FST_ERR_VALIDATION')
    case 'overloaded':
      return answerLater(reply, 'PANTAU_OVERLOADED', outcome.retryAfterMs)
    case 'unavailable':
      return answerLater(reply, 'PANTAU_UNAVAILABLE', outcome.retryAfterMs)
  }
}

/** Says when to come again: in whole seconds, at least one (RFC 9110, section 10.2.3). */
export function answerLater(reply: FastifyReply, code: ErrorCode, retryAfterMs: number): FastifyReply {
  const retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  return answerCoded(reply.header('retry-after', retryAfterSeconds), code)
}

function answerCoded(reply: FastifyReply, code: ErrorCode): FastifyReply {
  const body = codedErrorBody(code)
  return reply.code(body.statusCode).send(body)
}
