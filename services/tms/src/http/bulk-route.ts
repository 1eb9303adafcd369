import { errorCodes } from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Principal } from '@pantau/auth'
import { readTraceParent } from '@pantau/contracts'
import { answerLater, principalOf } from '@pantau/http-host'
import type { Log } from '@pantau/service-runtime'
import { systemClock } from '@pantau/stream'
import { LineAdmission } from '../bulk/admit-line.ts'
import { TenantPlaces } from '../admission/tenant-places.ts'
import { BULK_PLACES } from '../bulk/bulk-places.ts'
import { createLineReader } from '../bulk/create-line-reader.ts'
import type { LineReaderOptions } from '../bulk/create-line-reader.ts'
import { readBody } from '../bulk/read-body.ts'
import { readLines } from '../bulk/read-lines.ts'
import { takeLines } from '../bulk/take-lines.ts'
import { bulkDocumentation } from './bulk-documentation.ts'
import { refuseWhileStopping } from './refuse-while-stopping.ts'

export const BULK_PATH = '/v1/evaluate/iso20022/bulk'
/** https://github.com/ndjson/ndjson-spec */
const NDJSON = 'application/x-ndjson'
export const BULK_LINES_MAX = 10_000
const BULK_BODY_BYTES_MAX = 64 * 1_048_576
const NO_PLACE_RETRY_AFTER_MS = 2_000

export interface BulkRouteOptions extends Omit<LineReaderOptions, 'path'> {
  /** The largest message, and so the longest line. */
  readonly bodyLimitBytes: number
  readonly log: Log
}

/**
 * Takes many messages in one body, one a line (NDJSON), and answers a line for each. Every line is taken or refused for itself, as the route
 * of its message type would; the status of the answer says only that the body was read.
 */
export function addBulkRoute(app: FastifyInstance, options: BulkRouteOptions): void {
  const places = new TenantPlaces(BULK_PLACES)
  const read = createLineReader({ ...options, path: BULK_PATH })
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(NDJSON, (_request, _payload, done) => done(null))
    scope.post(
      BULK_PATH,
      {
        schema: { tags: ['messages'], summary: 'Take many messages' },
        config: {
          swaggerTransform: ({ schema, url }) => ({
            schema: { ...schema, ...bulkDocumentation(NDJSON, BULK_LINES_MAX) },
            url,
          }),
        },
        onRequest: async (_request, reply) => refuseWhileStopping(reply, options.isStopping),
      },
      async (request, reply) => {
        checkLength(request)
        const principal = principalOf(request)
        const leave = places.take(principal.tenantId)
        if (leave === undefined) {
          return answerLater(reply, 'PANTAU_OVERLOADED', NO_PLACE_RETRY_AFTER_MS * (1 + Math.random()))
        }
        try {
          return await takeBulk(request, reply, principal)
        } finally {
          leave()
        }
      },
    )
  })

  async function takeBulk(
    request: FastifyRequest,
    reply: FastifyReply,
    principal: Principal,
  ): Promise<FastifyReply> {
    request.takeTime()
    const traceParent = readTraceParent(request.headers['traceparent'])
    const admission = new LineAdmission(options.admission, principal.tenantId, systemClock)
    const validatorOf = (schema: object) => request.compileValidationSchema(schema, 'body')
    const context = {
      principal,
      admission,
      validatorOf,
      ...(traceParent === undefined ? {} : { traceParent }),
    }
    const bounds = {
      lineBytesMax: options.bodyLimitBytes,
      linesMax: BULK_LINES_MAX,
      bodyBytesMax: BULK_BODY_BYTES_MAX,
    }
    const answers = await takeLines(readLines(readBody(request.raw), bounds), (line) => read(line, context))
    if (answers.length === 0) {
      throw new errorCodes.FST_ERR_CTP_EMPTY_JSON_BODY()
    }
    if (!request.raw.complete) {
      reply.header('connection', 'close')
    }
    return reply.type(NDJSON).send(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''))
  }
}

/** A body that says that it is too large is refused as a whole. */
function checkLength({ headers }: FastifyRequest): void {
  if (Number(headers['content-length'] ?? 0) > BULK_BODY_BYTES_MAX) {
    throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE()
  }
}
