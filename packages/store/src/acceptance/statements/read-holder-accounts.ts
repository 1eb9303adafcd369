import type { Statement } from '../../connection/statement.ts'
import type { HolderQuestion } from '../history-questions.ts'
import { INVOLVED_PAYMENTS, involvedValues } from './involved-payments.ts'

/** The accounts that each entity is known to hold, at most `$10` of them; one row for each entity. */
export const READ_HOLDER_ACCOUNTS = `
SELECT e.tenant_id, e.entity_id, ARRAY(
  SELECT h.destination FROM event_history.account_holder h
  WHERE h.tenantid = e.tenant_id AND h.source = e.entity_id ORDER BY h.destination LIMIT $10::int4
) AS account_ids
FROM (
  SELECT DISTINCT p.tenant_id, CASE ($9::text[])[p.position] WHEN 'debtor' THEN p.debtor_entity ELSE p.creditor_entity END AS entity_id
  FROM (${INVOLVED_PAYMENTS}) AS p
) AS e`

export interface HolderAccountsRow {
  readonly tenant_id: string
  readonly entity_id: string
  readonly account_ids: readonly string[]
}

/** @param accountsMax accounts that are read of one entity */
export function readHolderAccounts(
  questions: readonly HolderQuestion[],
  accountsMax: number,
): Statement<HolderAccountsRow> {
  return {
    name: 'read-holder-accounts',
    text: READ_HOLDER_ACCOUNTS,
    values: [...involvedValues(questions), questions.map(({ party }) => party), accountsMax],
  }
}
