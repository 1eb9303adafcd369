import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { AttemptWrite } from '../batch-writes.ts'

export const INSERT_ATTEMPTS = `
INSERT INTO event_history.payment (tenant_id, end_to_end_id, occurred_at_ms, debtor_account, creditor_account, amount_minor, currency,
  status, accepted_at)
SELECT a.tenant_id, a.end_to_end_id, a.occurred_at_ms, a.debtor_account, a.creditor_account, a.amount_minor, a.currency, a.status,
  ${instantOf('a.accepted_at_ms')}
FROM unnest($1::text[], $2::text[], $3::int8[], $4::text[], $5::text[], $6::int8[], $7::text[], $8::text[], $9::int8[])
  AS a (tenant_id, end_to_end_id, occurred_at_ms, debtor_account, creditor_account, amount_minor, currency, status, accepted_at_ms)`

export function insertAttempts(attempts: readonly AttemptWrite[]): Statement<never> {
  const instructions = attempts.map(({ instruction }) => instruction)
  return {
    name: 'insert-attempts',
    text: INSERT_ATTEMPTS,
    values: [
      attempts.map(({ tenantId }) => tenantId),
      instructions.map(({ endToEndId }) => endToEndId),
      attempts.map(({ firstStatus }) => firstStatus.occurredAtMs),
      instructions.map(({ debtor }) => debtor.accountId),
      instructions.map(({ creditor }) => creditor.accountId),
      instructions.map(({ instructed }) => instructed.amountMinor),
      instructions.map(({ instructed }) => instructed.currency),
      attempts.map(({ firstStatus }) => firstStatus.status),
      attempts.map(({ firstStatus }) => firstStatus.acceptedAtMs),
    ],
  }
}
