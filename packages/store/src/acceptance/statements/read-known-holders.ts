import type { Statement } from '../../connection/statement.ts'
import type { KnownHolder } from '../known-rows.ts'

/**
 * Which of these persons are on record as holders of these accounts: one look into one index, where offering the rows anew would be three
 * statements that find them all. Each is looked up by LIMIT: as a join, the whole table might be read and hashed.
 */
export const READ_KNOWN_HOLDERS = `
SELECT k.number::int4 AS number
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k (tenant_id, entity_id, account_id, number)
CROSS JOIN LATERAL (
  SELECT 1 FROM event_history.account_holder h
  WHERE h.tenantid = k.tenant_id AND h.source = k.entity_id AND h.destination = k.account_id LIMIT 1) AS found`

export interface KnownHolderRow {
  /** Of the holder in the list that was asked about, from 1. */
  readonly number: number
}

export function readKnownHolders(holders: readonly KnownHolder[]): Statement<KnownHolderRow> {
  return {
    name: 'read-known-holders',
    text: READ_KNOWN_HOLDERS,
    values: [
      holders.map(({ tenantId }) => tenantId),
      holders.map(({ entityId }) => entityId),
      holders.map(({ accountId }) => accountId),
    ],
  }
}
