import type { Statement } from '../connection/statement.ts'

/** One change by one caller, for the audit trail. */
export interface Change {
  readonly tenantId: string
  /** The person or machine, as its credentials name it. */
  readonly changedBy: string
  /** Verb and kind: `create rule`. */
  readonly action: string
  /** Which one of that kind. */
  readonly target: string
  readonly before?: unknown
  readonly after?: unknown
}

const INSERT_CHANGE = `
INSERT INTO audit.change (tenant_id, changed_by, action, target, before, after) VALUES ($1, $2, $3, $4, $5, $6)`

/** To be sent in the transaction of the change itself: neither is there without the other. */
export function insertChange(change: Change): Statement<never> {
  const { tenantId, changedBy, action, target, before, after } = change
  return {
    text: INSERT_CHANGE,
    values: [tenantId, changedBy, action, target, jsonOrNull(before), jsonOrNull(after)],
  }
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
