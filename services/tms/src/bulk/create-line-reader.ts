import { errorCodes } from 'fastify'
import { privilegeOf } from '@pantau/auth'
import type { Principal, Privilege } from '@pantau/auth'
import { InvalidRequestError, parseJsonBody } from '@pantau/http-host'
import type { Tracer } from '@pantau/contracts'
import type { MessageDocuments, ParseOptions } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import type { Log } from '@pantau/service-runtime'
import type { AcceptRequest, Acceptor } from '../acceptor.ts'
import type { Admission } from '../admission/admission.ts'
import { acceptAdmitted } from '../http/accept-admitted.ts'
import { acceptRequest } from '../http/accept-request.ts'
import type { Arrival } from '../http/accept-request.ts'
import { bodySchema } from '../http/body-schema.ts'
import { checkSchema } from '../http/check-schema.ts'
import type { Validator } from '../http/check-schema.ts'
import { compileMessageReader } from '../http/message-reader.ts'
import type { ReadMessage } from '../http/message-reader.ts'
import { endArrival, traceArrival } from '../http/trace-arrival.ts'
import { messagePath } from '../http/message-route.ts'
import type { LineAdmission } from './admit-line.ts'
import { codedResult, errorResult, outcomeResult, UNAUTHORIZED } from './line-answer.ts'
import type { LineResult } from './line-answer.ts'
import { messageTypeOf } from './message-types.ts'
import type { BodyLine } from './read-lines.ts'
import type { ReadLine } from './take-lines.ts'

const STOPPING_RETRY_AFTER_MS = 1_000
/** What became of a line that found no place in time. */
const REFUSED = 'refused'

export interface LineReaderOptions extends ParseOptions {
  readonly types: readonly TransactionType[]
  readonly acceptor: Acceptor
  readonly admission: Admission
  readonly isStopping: () => boolean
  readonly log: Log
  readonly tracer?: Tracer | undefined
  /** Of the route, for log and traces. */
  readonly path: string
}

/** What all lines of a body share. */
export interface LineContext {
  readonly principal: Principal
  readonly admission: LineAdmission
  /** The compiled validator of a schema; the same for the same schema. */
  readonly validatorOf: (schema: object) => Validator
  readonly traceParent?: string
}

/**
 * Reads lines as the route of their message type reads bodies: parsed, validated, authorised, read, in this order and with the same
 * refusals.
 */
export function createLineReader(
  options: LineReaderOptions,
): (line: BodyLine, context: LineContext) => ReadLine {
  const { types, log, path, tracer } = options
  const kinds = new Map(types.map((type) => [type, createLineKind(type, options)]))

  function readMessage(bytes: Buffer, context: LineContext): ReadLine {
    const document = parseJsonBody(bytes)
    const type = messageTypeOf(document, types)
    const kind = type === undefined ? undefined : kinds.get(type)
    if (kind === undefined) {
      throw new InvalidRequestError(
        isObject(document)
          ? { path: '/TxTp', expected: `must be one of ${types.join(', ')}` }
          : { path: '', expected: 'must NOT be valid' },
      )
    }
    checkSchema(document, context.validatorOf(kind.schema))
    if (!context.principal.claims.has(kind.privilege)) {
      return { kind: 'answered', result: UNAUTHORIZED }
    }
    const message = kind.read(document)
    const arrival = traceArrival(arrivalOf(bytes, context), tracer, path)
    return messageLine(acceptRequest(message, arrival), context)
  }

  function messageLine(request: AcceptRequest, { admission }: LineContext): ReadLine {
    const { span } = request
    const { transactionType, messageId } = request.parsed
    return {
      kind: 'message',
      key: `${transactionType} ${messageId}`,
      messageId,
      admit: async () => {
        const decision = await admission.next()
        if (decision.kind === 'refused') {
          const code = decision.reason === 'rate' ? 'PANTAU_RATE_LIMITED' : 'PANTAU_OVERLOADED'
          const result = codedResult(code, decision.retryAfterMs)
          endArrival(span, result.status, REFUSED)
          return { kind: 'refused', result }
        }
        const { ticket } = decision
        return {
          kind: 'admitted',
          accept: async (): Promise<LineResult> => {
            try {
              const outcome = await acceptAdmitted(options.acceptor, request, ticket)
              const result = outcomeResult(outcome)
              endArrival(span, result.status, outcome.kind)
              return result
            } catch (error) {
              const result = errorResult(error, log, path)
              endArrival(span, result.status, undefined)
              return result
            } finally {
              ticket.leave()
            }
          },
        }
      },
    }
  }

  return (line, context) => {
    if (line.kind !== 'line') {
      return answered(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE())
    }
    if (options.isStopping()) {
      return { kind: 'answered', result: codedResult('PANTAU_STOPPING', STOPPING_RETRY_AFTER_MS) }
    }
    try {
      return readMessage(line.bytes, context)
    } catch (error) {
      return answered(error)
    }
  }

  function answered(error: unknown): ReadLine {
    return { kind: 'answered', result: errorResult(error, log, path) }
  }
}

interface LineKind {
  readonly schema: object
  readonly privilege: Privilege
  /** @throws InvalidRequestError */
  read(document: MessageDocuments[TransactionType]): ReadMessage
}

function createLineKind(type: TransactionType, options: ParseOptions): LineKind {
  return {
    schema: bodySchema(type),
    privilege: privilegeOf('POST', messagePath(type)),
    read: compileMessageReader(type, options),
  }
}

function arrivalOf(rawBody: Buffer, { principal, traceParent }: LineContext): Arrival {
  return { tenantId: principal.tenantId, rawBody, receivedAtNs: process.hrtime.bigint(), traceParent }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
