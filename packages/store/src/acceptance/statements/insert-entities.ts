import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { KnownEntity } from '../known-rows.ts'

/** The first message that names a person makes the row. In key order, so that batches with common persons do not deadlock. */
export const INSERT_ENTITIES = `
INSERT INTO event_history.entity (tenantid, id, credttm)
SELECT e.tenant_id, e.id, ${instantOf('e.created_at_ms')}
FROM unnest($1::text[], $2::text[], $3::int8[]) AS e (tenant_id, id, created_at_ms)
ORDER BY e.tenant_id COLLATE "C", e.id COLLATE "C"
ON CONFLICT DO NOTHING`

export function insertEntities(entities: readonly KnownEntity[]): Statement<never> {
  return {
    name: 'insert-entities',
    text: INSERT_ENTITIES,
    values: [
      entities.map(({ tenantId }) => tenantId),
      entities.map(({ entityId }) => entityId),
      entities.map(({ createdAtMs }) => createdAtMs),
    ],
  }
}
