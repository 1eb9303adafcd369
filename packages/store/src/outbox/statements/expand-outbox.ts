import type { OutboxKind } from '@pantau/contracts'
import type { Statement } from '../../connection/statement.ts'

/** Who gets which kinds. Names are stable: deliveries are recorded under them. */
export interface OutboxDestination {
  readonly name: string
  readonly kinds: readonly OutboxKind[]
}

/** Writes one delivery per new entry and destination that takes its kind. Relays that work at the same time take different entries. */
export const EXPAND_OUTBOX = `
WITH fresh AS (
  SELECT id, kind FROM evaluation.outbox WHERE NOT expanded ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED
), marked AS (
  UPDATE evaluation.outbox o SET expanded = true FROM fresh WHERE o.id = fresh.id
), planned AS (
  INSERT INTO evaluation.delivery (outbox_id, destination)
  SELECT fresh.id, d.destination
  FROM fresh JOIN unnest($1::text[], $2::text[]) AS d (destination, kind) USING (kind)
  ON CONFLICT DO NOTHING
)
SELECT count(*) AS expanded FROM fresh`

export function expandOutboxStatement(
  destinations: readonly OutboxDestination[],
  limit: number,
): Statement<{ readonly expanded: number }> {
  const pairs = destinations.flatMap(({ name, kinds }) => kinds.map((kind) => ({ name, kind })))
  return {
    name: 'expand-outbox',
    text: EXPAND_OUTBOX,
    values: [pairs.map(({ name }) => name), pairs.map(({ kind }) => kind), limit],
  }
}
