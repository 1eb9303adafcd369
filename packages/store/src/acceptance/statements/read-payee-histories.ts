import type { Statement } from '../../connection/statement.ts'
import type { HistoryQuestion } from '../history-questions.ts'
import { INVOLVED_PAYMENTS, involvedValues } from './involved-payments.ts'

/** What is known of payments from debtor to creditor of each payment; one row for each pair, with nulls where there was none. */
export const READ_PAYEE_HISTORIES = `
SELECT p.tenant_id, p.debtor_account, p.creditor_account, h.count, h.first_ms, h.last_ms
FROM (
  SELECT DISTINCT v.tenant_id, v.debtor_account, v.creditor_account
  FROM (${INVOLVED_PAYMENTS}) AS v
) AS p
LEFT JOIN event_history.payee_history h USING (tenant_id, debtor_account, creditor_account)`

export interface PayeeHistoryRow {
  readonly tenant_id: string
  readonly debtor_account: string
  readonly creditor_account: string
  readonly count: number | null
  readonly first_ms: number | null
  readonly last_ms: number | null
}

export function readPayeeHistories(questions: readonly HistoryQuestion[]): Statement<PayeeHistoryRow> {
  return {
    name: 'read-payee-histories',
    text: READ_PAYEE_HISTORIES,
    values: involvedValues(questions),
  }
}
