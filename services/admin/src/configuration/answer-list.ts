import type { FastifyRequest } from 'fastify'
import { principalOf } from '@pantau/http-host'
import { listConfigurations } from '@pantau/store'
import type { ConfigurationKind, StorePool } from '@pantau/store'
import { InvalidDocumentError } from './invalid-document-error.ts'
import { LIST_ALL_MAX, readListRequest } from './list-query.ts'
import type { ListParameters } from './list-query.ts'

/** One page of saved configurations, or all of them. @throws InvalidDocumentError, StoreUnavailableError */
export async function answerList(
  pool: StorePool,
  kind: ConfigurationKind,
  request: FastifyRequest<{ Querystring: ListParameters }>,
): Promise<unknown> {
  const { tenantId } = principalOf(request)
  const { query, isAll } = readListRequest(tenantId, kind, request.query)
  const { documents, total } = await listConfigurations(pool, query)
  if (isAll && total > LIST_ALL_MAX) {
    throw new InvalidDocumentError(
      `limit=all answers up to ${LIST_ALL_MAX}, but there are ${total}: use limit and offset`,
    )
  }
  return { data: documents, meta: { total, limit: isAll ? total : query.limit, offset: query.offset } }
}
