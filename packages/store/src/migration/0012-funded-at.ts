import type { Migration } from './migration.ts'

/**
 * When an account was last paid by somebody whose state counts. Most payments come later than what their rules ask about, and then nobody's
 * state is read besides those of the two parties. Null, as in every row before this: not known, all are read.
 */
export const fundedAt: Migration = {
  version: 12,
  name: 'funded-at',
  sql: `
ALTER TABLE event_history.account_state ADD COLUMN funded_at_ms int8;
COMMENT ON COLUMN event_history.account_state.funded_at_ms IS
  'When the newest of the funders paid the account; null: there is none, or the row is older than this column';
`,
}
