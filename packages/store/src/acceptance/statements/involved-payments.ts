import type { HistoryQuestion } from '../history-questions.ts'

/**
 * SQL for the parties of the payments that are asked about, with the place of each in the lists of parameters 1 to 8. A payment of which
 * nothing is known yet, or that is only asked about in case a status report waits for it, is left out.
 */
export const INVOLVED_PAYMENTS = `SELECT p.position, p.tenant_id, coalesce(i.debtor_account, p.debtor_account) AS debtor_account,
    coalesce(i.creditor_account, p.creditor_account) AS creditor_account,
    coalesce(i.debtor_entity, p.debtor_entity) AS debtor_entity, coalesce(i.creditor_entity, p.creditor_entity) AS creditor_entity
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::bool[]) WITH ORDINALITY
    AS p (tenant_id, end_to_end_id, debtor_account, creditor_account, debtor_entity, creditor_entity, uses_record, is_certain, position)
  LEFT JOIN event_history.payment_instruction i
    ON p.uses_record AND i.tenant_id = p.tenant_id AND i.end_to_end_id = p.end_to_end_id
  WHERE coalesce(i.debtor_account, p.debtor_account) IS NOT NULL AND (p.is_certain OR EXISTS (
    SELECT FROM event_history.parked_message m WHERE m.tenant_id = p.tenant_id AND m.end_to_end_id = p.end_to_end_id))`

/** The parameters 1 to 8. */
export function involvedValues(questions: readonly HistoryQuestion[]): readonly unknown[] {
  return [
    questions.map(({ tenantId }) => tenantId),
    questions.map(({ endToEndId }) => endToEndId),
    questions.map(({ instruction }) => instruction?.debtor.accountId),
    questions.map(({ instruction }) => instruction?.creditor.accountId),
    questions.map(({ instruction }) => instruction?.debtor.entityId),
    questions.map(({ instruction }) => instruction?.creditor.entityId),
    questions.map(({ usesRecord }) => usesRecord),
    questions.map(({ isCertain }) => isCertain),
  ]
}
