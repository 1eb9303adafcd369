import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readTraceParent } from '@pantau/contracts'
import type { Tracer } from '@pantau/contracts'
import { principalOf } from '@pantau/http-host'
import type { MessageDocuments, ParseOptions } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import type { Acceptor } from '../acceptor.ts'
import type { Admission, Priority } from '../admission/admission.ts'
import type { DecisionReplies } from '../decision/decision-replies.ts'
import { acceptAdmitted } from './accept-admitted.ts'
import { acceptRequest } from './accept-request.ts'
import type { Arrival } from './accept-request.ts'
import { admitRequest, ticketOf } from './admit-requests.ts'
import { answerOutcome } from './answer-outcome.ts'
import { bodySchema } from './body-schema.ts'
import { MESSAGE_DOCUMENTATION } from './message-documentation.ts'
import { compileMessageReader } from './message-reader.ts'
import type { RefuseFirst } from './refuse-first.ts'
import { replyDecision } from './reply-decision.ts'
import { refuseWhileStopping } from './refuse-while-stopping.ts'
import { endArrival, traceArrival } from './trace-arrival.ts'

const INTERNAL_ERROR = 500

export interface MessageRouteOptions extends ParseOptions {
  readonly acceptor: Acceptor
  readonly admission: Admission
  readonly decisions: Pick<DecisionReplies, 'wantedBy'>
  readonly refuseFirst: RefuseFirst
  readonly isStopping: () => boolean
  readonly tracer?: Tracer | undefined
}

/** Where messages of a type are sent to. */
export function messagePath(type: TransactionType): string {
  return `/v1/evaluate/iso20022/${type}`
}

/** What a message of a type is refused after. */
export function priorityOf(type: TransactionType): Priority {
  return type === 'pacs.002.001.12' ? 'report' : 'initiation'
}

/**
 * Takes messages of one type: one admission, one validation, one look at who calls, one serialisation, one hash, one acceptance.
 * Validation comes before what is said about the caller: a body that is no message gets 400 whoever sends it.
 */
export function addMessageRoute(
  app: FastifyInstance,
  type: TransactionType,
  options: MessageRouteOptions,
): void {
  const read = compileMessageReader(type, options)
  const priority = priorityOf(type)
  const path = messagePath(type)
  app.post<{ Body: MessageDocuments[TransactionType] }>(
    path,
    {
      schema: { tags: ['messages'], summary: `Take a message ${type}`, body: bodySchema(type) },
      // Only described: what is wrong with a preference is passed over, and answers are written without a schema.
      config: {
        swaggerTransform: ({ schema, url }) => ({ schema: { ...schema, ...MESSAGE_DOCUMENTATION }, url }),
      },
      onRequest: async (request, reply) => {
        request.receivedAtNs = process.hrtime.bigint()
        return (
          refuseWhileStopping(reply, options.isStopping) ??
          admitRequest(request, reply, { ...options, priority })
        )
      },
    },
    async (request, reply) => {
      const message = read(request.body)
      const arrival = traceArrival(arrivalOf(request), options.tracer, path)
      const { span } = arrival
      try {
        const ticket = ticketOf(request)
        const accepted = acceptRequest(message, arrival)
        const accepting = acceptAdmitted(options.acceptor, accepted, ticket)
        const wanted = options.decisions.wantedBy(request.headers['prefer'])
        const decided =
          wanted === undefined
            ? { outcome: await accepting }
            : await replyDecision(accepting, { wanted, request: accepted, ticket, response: reply.raw })
        const answered = answerOutcome(reply, decided, message.canonicalText)
        endArrival(span, reply.statusCode, decided.outcome.kind)
        return answered
      } catch (error) {
        endArrival(span, INTERNAL_ERROR, undefined)
        throw error
      }
    },
  )
}

function arrivalOf(request: FastifyRequest): Arrival {
  const { rawBody, receivedAtNs } = request
  if (rawBody === null) {
    throw new TypeError('A valid message came as a JSON body')
  }
  return {
    tenantId: principalOf(request).tenantId,
    rawBody,
    receivedAtNs,
    traceParent: readTraceParent(request.headers['traceparent']),
  }
}
