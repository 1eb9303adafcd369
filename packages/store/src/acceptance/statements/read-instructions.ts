import type { Statement } from '../../connection/statement.ts'
import type { BatchPayment } from '../accept-batch.ts'

export const READ_INSTRUCTIONS = `
SELECT i.tenant_id, i.end_to_end_id, i.instruction, i.first_status_at_ms, i.final_status, i.final_status_at_ms
FROM unnest($1::text[], $2::text[]) AS p (tenant_id, end_to_end_id)
JOIN event_history.payment_instruction i USING (tenant_id, end_to_end_id)`

export interface InstructionRow {
  readonly tenant_id: string
  readonly end_to_end_id: string
  readonly instruction: string
  readonly first_status_at_ms: number | null
  readonly final_status: string | null
  readonly final_status_at_ms: number | null
}

export function readInstructions(payments: readonly BatchPayment[]): Statement<InstructionRow> {
  return {
    name: 'read-instructions',
    text: READ_INSTRUCTIONS,
    values: [payments.map(({ tenantId }) => tenantId), payments.map(({ endToEndId }) => endToEndId)],
  }
}
