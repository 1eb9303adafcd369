import type { FastifyReply } from 'fastify'
import { answerCoded, answerLater } from '@pantau/http-host'
import type { AcceptOutcome } from '../acceptor.ts'

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
