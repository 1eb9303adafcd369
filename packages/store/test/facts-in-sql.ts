import { factKey } from '@pantau/rule-kit'
import type { StorePool } from '@pantau/store'
import { DAY_MS, MINUTE_MS, SQL_FACTS } from './every-fact.ts'
import type { Judged } from './one-at-a-time.ts'

/**
 * One plain query per message over the payments on record, none of it shared with the code under test. $1 tenant, $2 settled before, $3
 * attempted before, $4 event time, $5 debtor, $6 creditor, $7 currency.
 */
const QUERY = `
WITH settled AS (
  SELECT p.debtor_account AS debtor, p.creditor_account AS creditor, p.amount_minor, p.currency, i.final_status_at_ms AS t
  FROM event_history.payment p JOIN event_history.payment_instruction i USING (tenant_id, end_to_end_id)
  WHERE p.tenant_id = $1 AND p.end_to_end_id = ANY ($2) AND p.debtor_account <> p.creditor_account AND i.final_status_at_ms <= $4
), attempted AS (
  SELECT * FROM event_history.payment WHERE tenant_id = $1 AND end_to_end_id = ANY ($3) AND occurred_at_ms <= $4::int8
)
SELECT
  (SELECT count(*) + 1 FROM attempted WHERE debtor_account = $5 AND occurred_at_ms >= $4::int8 - ${DAY_MS}) AS attempts,
  (SELECT count(*) + 1 FROM attempted WHERE creditor_account = $6 AND occurred_at_ms >= $4::int8 - ${MINUTE_MS}) AS attempts_received,
  (SELECT count(*) FROM settled WHERE creditor = $5) AS life,
  (SELECT count(*) FROM settled WHERE creditor = $6 AND t >= $4::int8 - ${DAY_MS}) AS payments,
  (SELECT json_build_object('amountMinor', coalesce(sum(amount_minor), 0)::text, 'count', count(*), 'exact', true)
   FROM settled WHERE debtor = $5 AND currency = $7 AND t >= $4::int8 - ${DAY_MS}) AS sum,
  (SELECT json_build_object('atMs', t, 'amountMinor', amount_minor::text)
   FROM settled WHERE debtor = $5 AND currency = $7 AND t >= $4::int8 - ${2 * DAY_MS} ORDER BY amount_minor DESC, t DESC LIMIT 1) AS largest,
  (SELECT json_build_object('count', count(*), 'firstMs', min(t), 'lastMs', max(t))
   FROM settled WHERE debtor = $5 AND creditor = $6 HAVING count(*) > 0) AS payee,
  (SELECT count(DISTINCT debtor) FROM settled WHERE creditor = $6 AND t >= $4::int8 - ${DAY_MS}) AS distinct,
  (SELECT json_build_object('firstMs', min(t), 'lastMs', max(t))
   FROM settled WHERE debtor = $5 OR creditor = $5 HAVING count(*) > 0) AS span,
  (SELECT json_agg(count ORDER BY hour) FROM (
     SELECT hour, count(s.t) FROM generate_series(0, 23) AS hour
     LEFT JOIN settled s ON s.debtor = $5 AND (s.t / 3600000) % 24 = hour GROUP BY hour) AS h) AS hours`

interface Row {
  readonly attempts: number
  readonly attempts_received: number
  readonly life: number
  readonly payments: number
  readonly sum: unknown
  readonly largest: unknown
  readonly payee: unknown
  readonly distinct: number
  readonly span: unknown
  readonly hours: unknown
}

/** The values of `SQL_FACTS` for one message, by their keys; of counterparties only how many. */
export async function factsInSql(
  pool: StorePool,
  { payment, attempted, settled }: Judged,
): Promise<Readonly<Record<string, unknown>>> {
  const { tenantId, occurredAtMs, instruction } = payment
  const { debtor, creditor, instructed } = instruction
  const [row] = await pool.query<Row>({
    name: 'facts-in-sql',
    text: QUERY,
    values: [
      tenantId,
      settled,
      attempted,
      occurredAtMs,
      debtor.accountId,
      creditor.accountId,
      instructed.currency,
    ],
  })
  return {
    [factKey(SQL_FACTS.attempts)]: counted(row?.attempts),
    [factKey(SQL_FACTS.attemptsReceived)]: counted(row?.attempts_received),
    [factKey(SQL_FACTS.life)]: { count: row?.life },
    [factKey(SQL_FACTS.payments)]: counted(row?.payments),
    [factKey(SQL_FACTS.sum)]: row?.sum,
    [factKey(SQL_FACTS.largest)]: row?.largest,
    [factKey(SQL_FACTS.payee)]: row?.payee,
    [factKey(SQL_FACTS.counterparties)]: { distinct: row?.distinct },
    [factKey(SQL_FACTS.span)]: row?.span,
    [factKey(SQL_FACTS.hours)]: { counts: row?.hours },
  }
}

function counted(count: number | undefined): {
  readonly count: number | undefined
  readonly saturated: false
} {
  return { count, saturated: false }
}
