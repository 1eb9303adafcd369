import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerLater, InvalidRequestError, principalOf } from '@pantau/http-host'
import { parseMessage } from '@pantau/iso20022'
import type { MessageDocuments, ParseOptions, ParsedMessage } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import type { AcceptOutcome, AcceptRequest, Acceptor } from '../acceptor.ts'
import { AcceptanceFailedError } from './acceptance-failed-error.ts'
import { answerOutcome } from './answer-outcome.ts'
import { bodySchema } from './body-schema.ts'
import { compileCanonicalText, contentHash } from './canonical-text.ts'
import { readTraceParent } from './trace-parent.ts'

const STOPPING_RETRY_AFTER_MS = 1_000

export interface MessageRouteOptions extends ParseOptions {
  readonly acceptor: Acceptor
  readonly isStopping: () => boolean
}

/** Where messages of a type are sent to. */
export function messagePath(type: TransactionType): string {
  return `/v1/evaluate/iso20022/${type}`
}

/**
 * Takes messages of one type: one validation, one look at who calls, one serialisation, one hash, one acceptance. Validation comes
 * first: a body that is no message gets 400 whoever sends it.
 */
export function addMessageRoute(
  app: FastifyInstance,
  type: TransactionType,
  options: MessageRouteOptions,
): void {
  const canonicalTextOf = compileCanonicalText(type)
  app.post<{ Body: MessageDocuments[TransactionType] }>(
    messagePath(type),
    {
      schema: { tags: ['messages'], summary: `Take a message ${type}`, body: bodySchema(type) },
      onRequest: async (request, reply) => refuseWhileStopping(request, reply, options),
    },
    async (request, reply) => {
      const parsed = readMessage(type, request.body, options)
      const canonicalText = canonicalTextOf(request.body)
      const outcome = await accept(options.acceptor, acceptRequest(request, parsed, canonicalText))
      return answerOutcome(reply, outcome, canonicalText)
    },
  )
}

async function refuseWhileStopping(
  request: FastifyRequest,
  reply: FastifyReply,
  options: MessageRouteOptions,
): Promise<FastifyReply | undefined> {
  if (options.isStopping()) {
    return answerLater(reply, 'PANTAU_STOPPING', STOPPING_RETRY_AFTER_MS)
  }
  request.receivedAtNs = process.hrtime.bigint()
  return undefined
}

function readMessage(
  type: TransactionType,
  document: MessageDocuments[TransactionType],
  options: ParseOptions,
): ParsedMessage {
  const result = parseMessage(type, document, options)
  if (result.kind === 'parsed') {
    return result.message
  }
  const [problem] = result.problems
  throw problem === undefined
    ? new TypeError('A refused message has at least one problem')
    : new InvalidRequestError(problem)
}

function acceptRequest(request: FastifyRequest, parsed: ParsedMessage, canonicalText: string): AcceptRequest {
  const { rawBody } = request
  if (rawBody === null) {
    throw new TypeError('A valid message came as a JSON body')
  }
  const traceParent = readTraceParent(request.headers['traceparent'])
  return {
    tenantId: principalOf(request).tenantId,
    parsed,
    rawBody,
    contentHash: contentHash(canonicalText),
    receivedAtNs: request.receivedAtNs,
    ...(traceParent === undefined ? {} : { traceParent }),
  }
}

async function accept(acceptor: Acceptor, request: AcceptRequest): Promise<AcceptOutcome> {
  try {
    return await acceptor.accept(request)
  } catch (cause) {
    throw new AcceptanceFailedError('The message could not be accepted', { cause })
  }
}
