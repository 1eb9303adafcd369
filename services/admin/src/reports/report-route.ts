import type { FastifyInstance } from 'fastify'
import { principalOf } from '@pantau/http-host'
import { loadReport } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { Type } from 'typebox'
import type { Static } from 'typebox'

const QuerySchema = Type.Object({ msgid: Type.String({ minLength: 1 }) })

/** The report of one evaluation, by the MsgId of the evaluated message. */
export function addReportRoute(app: FastifyInstance, { pool }: { readonly pool: StorePool }): void {
  const summary = 'The report of an evaluated message; 204 while there is none'
  app.get<{ Querystring: Static<typeof QuerySchema> }>(
    '/v1/admin/reports/getreportbymsgid',
    { schema: { tags: ['reports'], summary, querystring: QuerySchema } },
    async (request, reply) => {
      const { tenantId } = principalOf(request)
      const data = await loadReport(pool, { tenantId, messageId: request.query.msgid })
      return data === undefined ? reply.code(204).send() : { message: 'Report was found', data }
    },
  )
}
