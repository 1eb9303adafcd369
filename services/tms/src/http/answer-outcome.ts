import type { FastifyReply } from 'fastify'
import type { ErrorCode } from '@pantau/contracts'
import { answerCoded, answerLater } from '@pantau/http-host'
import type { AcceptOutcome } from '../acceptor.ts'
import type { DecisionReply } from '../decision/decision-replies.ts'
import type { DecidedOutcome } from './reply-decision.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'

/** Why a message is not on record, as its sender is told. */
export interface OutcomeRefusal {
  readonly code: ErrorCode
  /** Where coming again helps. */
  readonly retryAfterMs?: number
}

/** Undefined for a message that is on record: a duplicate gets the same answer as the first time. */
export function outcomeRefusal(outcome: AcceptOutcome): OutcomeRefusal | undefined {
  switch (outcome.kind) {
    case 'accepted':
    case 'duplicate':
      return undefined
    case 'conflict':
      return { code: 'PANTAU_MESSAGE_ID_REUSED' }
    case 'unstorable':
      return { code: 'FST_ERR_VALIDATION' }
    case 'overloaded':
      return { code: 'PANTAU_OVERLOADED', retryAfterMs: outcome.retryAfterMs }
    case 'unavailable':
      return { code: 'PANTAU_UNAVAILABLE', retryAfterMs: outcome.retryAfterMs }
  }
}

/**
 * The body of the answer to a message that is on record.
 * @param canonicalText the message as it is echoed
 * @param decision for who asked for it
 */
export function validText(canonicalText: string, decision?: DecisionReply): string {
  const member = decision === undefined ? '' : `,"decision":${JSON.stringify(decision.document)}`
  return `{"message":"Transaction is valid","data":${canonicalText}${member}}`
}

/** Which preference of the request was followed (RFC 7240, section 3). */
export function appliedHeaders(decision: DecisionReply | undefined): Readonly<Record<string, string>> {
  return decision === undefined ? {} : { 'preference-applied': decision.applied }
}

/** Answers a message. @param canonicalText the message as it is echoed */
export function answerOutcome(
  reply: FastifyReply,
  { outcome, reply: decision }: DecidedOutcome,
  canonicalText: string,
): FastifyReply {
  const refusal = outcomeRefusal(outcome)
  if (refusal === undefined) {
    return reply.headers(appliedHeaders(decision)).type(JSON_TYPE).send(validText(canonicalText, decision))
  }
  const { code, retryAfterMs } = refusal
  return retryAfterMs === undefined ? answerCoded(reply, code) : answerLater(reply, code, retryAfterMs)
}
