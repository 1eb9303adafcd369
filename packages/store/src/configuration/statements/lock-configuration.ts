import type { Statement } from '../../connection/statement.ts'

/** Whoever changes what is active for a tenant holds this until the end of the transaction. */
export function lockConfiguration(tenantId: string): Statement<unknown> {
  return {
    text: `SELECT pg_advisory_xact_lock(hashtextextended('configuration of ' || $1, 0))`,
    values: [tenantId],
  }
}
