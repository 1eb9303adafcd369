import type { Statement } from '../../connection/statement.ts'
import type { AccountRef } from '../account-ref.ts'

/** An account that is to be rebuilt may have no row yet; it needs one to lock. In key order, as acceptance locks. */
export function addMissingStates(accounts: readonly AccountRef[]): Statement<never> {
  return {
    text: `INSERT INTO event_history.account_state (tenant_id, account_id)
SELECT a.tenant_id COLLATE "C", a.account_id COLLATE "C" FROM unnest($1::text[], $2::text[]) AS a (tenant_id, account_id)
ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    values: keysOf(accounts),
  }
}

export function lockStates(accounts: readonly AccountRef[]): Statement<unknown> {
  return {
    text: `SELECT 1 FROM unnest($1::text[], $2::text[]) AS a (tenant_id, account_id)
JOIN event_history.account_state s USING (tenant_id, account_id)
ORDER BY s.tenant_id, s.account_id FOR NO KEY UPDATE OF s`,
    values: keysOf(accounts),
  }
}

export interface HeldStateRow {
  readonly tenant_id: string
  readonly account_id: string
  readonly version: number
  readonly state: Uint8Array | null
  readonly funders: readonly string[] | null
  readonly funded_at_ms: number | null
}

/** Rows of accounts that have one. A statement after the one that locks, so that it shows what the holder before committed. */
export function readStates(accounts: readonly AccountRef[]): Statement<HeldStateRow> {
  return {
    text: `SELECT s.tenant_id, s.account_id, s.version, s.state, s.funders, s.funded_at_ms
FROM unnest($1::text[], $2::text[]) AS a (tenant_id, account_id)
JOIN event_history.account_state s USING (tenant_id, account_id) ORDER BY s.tenant_id, s.account_id`,
    values: keysOf(accounts),
  }
}

function keysOf(accounts: readonly AccountRef[]): readonly unknown[] {
  return [accounts.map(({ tenantId }) => tenantId), accounts.map(({ accountId }) => accountId)]
}
