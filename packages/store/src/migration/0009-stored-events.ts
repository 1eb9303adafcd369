import type { Migration } from './migration.ts'

/** Events keep the values of facts, and what is on record elsewhere is not repeated. Events of before stay whole. */
export const storedEvents: Migration = {
  version: 9,
  name: 'stored-events',
  sql: `
ALTER TABLE raw_history.message ADD COLUMN event_layout text COLLATE "C";
COMMENT ON COLUMN raw_history.message.event_layout IS
  'Names the facts of the event; null: the event is stored as it travels, as all were once';
`,
}
