import type { Statement } from '../../connection/statement.ts'
import type { Layout } from '../layout.ts'

/** In the order of ids, and before every other row of a transaction, so that writers with common layouts do not deadlock. */
export const INSERT_LAYOUTS = `
INSERT INTO configuration.layout (id, names)
SELECT l.id, l.names FROM unnest($1::text[], $2::text[]) AS l (id, names)
ORDER BY l.id COLLATE "C"
ON CONFLICT DO NOTHING`

export function insertLayouts(layouts: readonly Layout[]): Statement<never> {
  return {
    name: 'insert-layouts',
    text: INSERT_LAYOUTS,
    values: [layouts.map(({ id }) => id), layouts.map(({ names }) => JSON.stringify(names))],
  }
}
