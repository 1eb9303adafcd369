import { paymentInstructionCodec } from '@pantau/contracts'
import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { InstructionWrite } from '../batch-writes.ts'

/** Without ON CONFLICT: the payment is locked and was looked up, so a row in the way is a mistake that must not pass. */
export const INSERT_INSTRUCTIONS = `
INSERT INTO event_history.payment_instruction (tenant_id, end_to_end_id, debtor_account, creditor_account, debtor_entity,
  creditor_entity, instruction, accepted_at, first_status, first_status_message_id, first_status_at_ms,
  final_status, final_status_at_ms)
SELECT i.tenant_id, i.end_to_end_id, i.debtor_account, i.creditor_account, i.debtor_entity, i.creditor_entity, i.instruction,
  ${instantOf('i.accepted_at_ms')}, i.first_status, i.first_status_message_id, i.first_status_at_ms,
  i.final_status, i.final_status_at_ms
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int8[], $9::text[], $10::text[],
  $11::int8[], $12::text[], $13::int8[])
  AS i (tenant_id, end_to_end_id, debtor_account, creditor_account, debtor_entity, creditor_entity, instruction, accepted_at_ms,
    first_status, first_status_message_id, first_status_at_ms, final_status, final_status_at_ms)`

export function insertInstructions(writes: readonly InstructionWrite[]): Statement<never> {
  const instructions = writes.map(({ instruction }) => instruction)
  return {
    name: 'insert-instructions',
    text: INSERT_INSTRUCTIONS,
    values: [
      writes.map(({ tenantId }) => tenantId),
      instructions.map(({ endToEndId }) => endToEndId),
      instructions.map(({ debtor }) => debtor.accountId),
      instructions.map(({ creditor }) => creditor.accountId),
      instructions.map(({ debtor }) => debtor.entityId),
      instructions.map(({ creditor }) => creditor.entityId),
      instructions.map((instruction) => Buffer.from(paymentInstructionCodec.encode(instruction)).toString()),
      writes.map(({ acceptedAtMs }) => acceptedAtMs),
      writes.map(({ firstStatus }) => firstStatus?.status),
      writes.map(({ firstStatus }) => firstStatus?.messageId),
      writes.map(({ firstStatus }) => firstStatus?.occurredAtMs),
      writes.map(({ finalStatus }) => finalStatus?.status),
      writes.map(({ finalStatus }) => finalStatus?.occurredAtMs),
    ],
  }
}
