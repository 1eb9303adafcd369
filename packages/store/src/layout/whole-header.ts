import { listOf } from './stored-json.ts'

/** The columns that say whose row it is, and what decides it. */
export interface HeaderRow {
  readonly tenant_id: string
  readonly transaction_type: string
  readonly message_id: string
  readonly accepted_at_ms: number
  readonly configuration_digest: string
}

/** The header of a message as it travels, from the columns of its row and from what is stored beside them. @throws StoredEvaluationError */
export function wholeHeader(row: HeaderRow, stored: Readonly<Record<string, unknown>>) {
  const [dataPreparationNs, eventDirectorNs] = listOf(stored['times'])
  return {
    tenantId: row.tenant_id,
    transactionType: row.transaction_type,
    messageId: row.message_id,
    acceptedAtMs: row.accepted_at_ms,
    configDigest: row.configuration_digest,
    dataPreparationNs,
    eventDirectorNs,
    traceParent: stored['traceParent'],
  }
}
