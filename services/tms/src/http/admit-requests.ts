import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerLater } from '@pantau/http-host'
import type { Admission, Decision, Priority } from '../admission/admission.ts'
import { BURST_SECONDS } from '../admission/token-bucket.ts'
import type { Ticket } from '../admission/ticket.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The place of the request; null where none is needed. */
    ticket: Ticket | null
  }
}

/** No tenant has this name. Callers whose token is not good share it, until they learn that after their message was read. */
const UNIDENTIFIED = ''

/** Gives every request its place for a ticket. */
export function keepTickets(app: FastifyInstance): void {
  app.decorateRequest('ticket', null)
}

/** Admits a request, or answers it at once, before its body is read. The caller must have been identified. */
export function admitRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  admission: Admission,
  priority: Priority,
): FastifyReply | undefined {
  const tenantId = identifiedTenant(request)
  const decision = admission.ask(tenantId ?? UNIDENTIFIED, tenantId === undefined ? 'unidentified' : priority)
  tellRate(reply, decision)
  if (decision.kind === 'refused') {
    return answerRefusal(reply, decision)
  }
  const { ticket } = decision
  request.ticket = ticket
  // However it ends, also when the caller leaves while it still sends.
  reply.raw.once('close', () => ticket.leave())
  return undefined
}

/** The ticket of an admitted request. @throws TypeError for any other */
export function ticketOf(request: FastifyRequest): Ticket {
  if (request.ticket === null) {
    throw new TypeError('A message is accepted only after its request was admitted')
  }
  return request.ticket
}

export function identifiedTenant({ identification }: FastifyRequest): string | undefined {
  return identification?.kind === 'known' ? identification.principal.tenantId : undefined
}

function answerRefusal(
  reply: FastifyReply,
  { reason, retryAfterMs }: Extract<Decision, { kind: 'refused' }>,
): FastifyReply {
  return answerLater(reply, reason === 'rate' ? 'PANTAU_RATE_LIMITED' : 'PANTAU_OVERLOADED', retryAfterMs)
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
function tellRate(reply: FastifyReply, { rate }: Decision): void {
  if (rate !== undefined) {
    const { ratePerSecond, remaining, waitMs } = rate
    reply.header('ratelimit-policy', `"tenant";q=${ratePerSecond};w=${BURST_SECONDS}`)
    reply.header('ratelimit', `"tenant";r=${remaining};t=${Math.max(1, Math.ceil(waitMs / 1_000))}`)
  }
}
