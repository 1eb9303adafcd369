import type { Migration } from './migration.ts'

/**
 * A payment's row is updated once, moments after it was written, by its first status report. Its page was full again by then, so that 4 of 5
 * updates wrote the row to another page and a second entry into the key's index; with room left they stay (HOT).
 */
export const instructionsInPlace: Migration = {
  version: 11,
  name: 'instructions-in-place',
  sql: `
ALTER TABLE event_history.payment_instruction SET (fillfactor = 50);
`,
}
