import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerLater } from '@pantau/http-host'
import type { Admission, Decision, Priority } from '../admission/admission.ts'
import { UNIDENTIFIED } from '../admission/admission.ts'
import type { Ticket } from '../admission/ticket.ts'
import { rateHeaders } from './rate-headers.ts'
import type { RefuseFirst } from './refuse-first.ts'
import { refusalCode } from './refusal-code.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The place of the request; null where none is needed. */
    ticket: Ticket | null
  }
}

export interface AdmitOptions {
  readonly admission: Admission
  readonly refuseFirst: RefuseFirst
  readonly priority: Priority
}

/** Gives every request its place for a ticket. */
export function keepTickets(app: FastifyInstance): void {
  app.decorateRequest('ticket', null)
}

/**
 * Admits a request, or answers it at once, before its body is read: where that was not decided before the router was asked. The caller must
 * have been identified.
 */
export function admitRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { admission, refuseFirst, priority }: AdmitOptions,
): FastifyReply | undefined {
  const earlier = refuseFirst.admittedOf(request.raw)?.decision
  const decision = earlier ?? decide(request, admission, priority)
  reply.headers(rateHeaders(decision))
  if (decision.kind === 'refused') {
    return answerLater(reply, refusalCode(decision.reason), decision.retryAfterMs)
  }
  const { ticket } = decision
  request.ticket = ticket
  if (earlier === undefined) {
    // However it ends, also when the caller leaves while it still sends.
    reply.raw.once('close', () => ticket.leave())
  }
  return undefined
}

function decide(request: FastifyRequest, admission: Admission, priority: Priority): Decision {
  const tenantId = identifiedTenant(request)
  return admission.ask(tenantId ?? UNIDENTIFIED, tenantId === undefined ? 'unidentified' : priority)
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
