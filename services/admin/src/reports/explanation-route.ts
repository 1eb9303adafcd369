import type { FastifyInstance } from 'fastify'
import type { RuleRegistry } from '@pantau/evaluation'
import { principalOf } from '@pantau/http-host'
import { explanationOf, loadEvaluation } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { Type } from 'typebox'
import type { Static } from 'typebox'

const QuerySchema = Type.Object({ msgid: Type.String({ minLength: 1 }) })

/**
 * Why a message was decided as it was, by its MsgId: Pantau's own, beside the report that the contract has. Each request compiles the
 * configuration of then; it is a person who asks, and not often.
 */
export function addExplanationRoute(
  app: FastifyInstance,
  { pool, registry }: { readonly pool: StorePool; readonly registry: RuleRegistry },
): void {
  const summary = 'Why a message was decided as it was; 204 while it is not'
  app.get<{ Querystring: Static<typeof QuerySchema> }>(
    '/v1/admin/reports/explanation',
    { schema: { tags: ['reports'], summary, querystring: QuerySchema } },
    async (request, reply) => {
      const { tenantId } = principalOf(request)
      const stored = await loadEvaluation(pool, { tenantId, messageId: request.query.msgid })
      return stored === undefined
        ? reply.code(204).send()
        : { message: 'Explanation was found', data: explanationOf(stored, registry) }
    },
  )
}
