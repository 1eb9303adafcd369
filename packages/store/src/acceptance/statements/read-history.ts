import { FINDINGS_KEPT_MAX, HOLDER_ACCOUNTS_MAX } from '@pantau/facts'
import type { Statement } from '../../connection/statement.ts'
import type { HistoryQuestion } from '../history-questions.ts'

/**
 * All that is on record of the payments that are asked about, in one statement: each further one would look for the instructions again. After
 * the statement that locks: its snapshot then shows what the holder before committed. An instruction on record says who the parties are, else
 * the question does; nothing but the instruction is read of a payment of which nothing is known yet, or that is only asked about in case a
 * status report waits for it. What is parked is looked up by LIMIT: as EXISTS, all that is parked would be read and hashed.
 */
const ASKED = `
WITH asked AS MATERIALIZED (
  SELECT p.tenant_id COLLATE "C" AS tenant_id, p.end_to_end_id, coalesce(i.debtor_account, p.debtor_account) AS debtor_account,
    coalesce(i.creditor_account, p.creditor_account) AS creditor_account, coalesce(i.debtor_entity, p.debtor_entity) AS debtor_entity,
    coalesce(i.creditor_entity, p.creditor_entity) AS creditor_entity, p.is_certain, p.funders_from_ms, p.with_findings,
    p.with_debtor_holder, p.with_creditor_holder, i.instruction, i.first_status_at_ms, i.final_status, i.final_status_at_ms
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::bool[], $9::int8[], $10::bool[],
    $11::bool[], $12::bool[])
    AS p (tenant_id, end_to_end_id, debtor_account, creditor_account, debtor_entity, creditor_entity, uses_record, is_certain,
      funders_from_ms, with_findings, with_debtor_holder, with_creditor_holder)
  LEFT JOIN event_history.payment_instruction i
    ON i.tenant_id = p.tenant_id AND i.end_to_end_id = CASE WHEN p.uses_record THEN p.end_to_end_id END
), involved AS MATERIALIZED (
  SELECT a.* FROM asked a
  WHERE a.debtor_account IS NOT NULL AND (a.is_certain OR (
    SELECT true FROM event_history.parked_message m WHERE m.tenant_id = a.tenant_id AND m.end_to_end_id = a.end_to_end_id LIMIT 1))
), account AS MATERIALIZED (
  SELECT p.tenant_id, a.account_id, min(p.funders_from_ms) FILTER (WHERE a.is_debtor) AS funders_from_ms,
    bool_or(p.with_findings) AS with_findings
  FROM involved p
  CROSS JOIN LATERAL (VALUES (p.debtor_account, true), (p.creditor_account, false)) AS a (account_id, is_debtor)
  GROUP BY p.tenant_id, a.account_id
), known AS MATERIALIZED (
  SELECT a.tenant_id, a.account_id, s.version, s.state,
    CASE WHEN coalesce(s.funded_at_ms, a.funders_from_ms) >= a.funders_from_ms THEN s.funders END AS funders
  FROM account a LEFT JOIN event_history.account_state s USING (tenant_id, account_id)
)
SELECT 'instruction' AS kind, tenant_id, end_to_end_id AS id, final_status AS other_id, instruction AS text, NULL::int8 AS count,
  first_status_at_ms AS first_ms, final_status_at_ms AS last_ms, NULL::bytea AS state, NULL::text[] AS ids
FROM asked WHERE instruction IS NOT NULL
UNION ALL
SELECT 'account', tenant_id, account_id, NULL, NULL, version, NULL, NULL, state, NULL
FROM known
UNION ALL
SELECT 'payee', p.tenant_id, p.debtor_account, p.creditor_account, NULL, h.count, h.first_ms, h.last_ms, NULL, NULL
FROM (SELECT DISTINCT tenant_id, debtor_account, creditor_account FROM involved) AS p
LEFT JOIN event_history.payee_history h USING (tenant_id, debtor_account, creditor_account)`

/**
 * NOT IN is hashed; a join would be a nested loop. Most accounts were last paid before what is asked about: the states of who paid them then
 * are left alone, each of which would be a page of an account that the batch is not about.
 */
const FUNDERS = `
UNION ALL
SELECT 'account', f.tenant_id, f.account_id, NULL, NULL, s.version, NULL, NULL, s.state, NULL
FROM (
  SELECT DISTINCT k.tenant_id, u.account_id FROM known k CROSS JOIN LATERAL unnest(k.funders) AS u (account_id)
  WHERE (k.tenant_id, u.account_id) NOT IN (SELECT v.tenant_id, v.account_id FROM account v)
) AS f
LEFT JOIN event_history.account_state s USING (tenant_id, account_id)`

const HOLDERS = `
UNION ALL
SELECT 'holder', e.tenant_id, e.entity_id, NULL, NULL, NULL, NULL, NULL, NULL, ARRAY(
  SELECT h.destination FROM event_history.account_holder h
  WHERE h.tenantid = e.tenant_id AND h.source = e.entity_id ORDER BY h.destination LIMIT ${HOLDER_ACCOUNTS_MAX + 1})
FROM (
  SELECT tenant_id, debtor_entity AS entity_id FROM involved WHERE with_debtor_holder
  UNION
  SELECT tenant_id, creditor_entity FROM involved WHERE with_creditor_holder
) AS e`

const FINDINGS = `
UNION ALL
SELECT 'finding', a.tenant_id, a.account_id, r.end_to_end_id, r.counterparty_account, NULL, r.at_ms, NULL, NULL, NULL
FROM account a
LEFT JOIN LATERAL (
  SELECT l.end_to_end_id, l.counterparty_account, l.at_ms FROM event_history.account_finding l
  WHERE l.tenant_id = a.tenant_id AND l.account_id = a.account_id
  ORDER BY l.at_ms DESC, l.end_to_end_id DESC LIMIT ${FINDINGS_KEPT_MAX}
) AS r ON true
WHERE a.with_findings`

/** What is on record, by kind; of each kind, only the columns that are named for it hold anything. */
export interface HistoryRow {
  /**
   * `account`: `id`; `count` is the version of its state and null where it has no row. `instruction`: `id` is the payment's EndToEndId,
   * `text` the instruction, `first_ms` when it became an attempt, `other_id` its final status, at `last_ms`. `payee`: from account `id` to
   * `other_id`, `count` with `first_ms` and `last_ms` where there were payments. `holder`: of entity `id`, the accounts `ids`. `finding`: of
   * account `id`, payment `other_id` at `first_ms`, counterparty `text`; one row of nulls where there is none.
   */
  readonly kind: 'account' | 'instruction' | 'payee' | 'holder' | 'finding'
  readonly tenant_id: string
  readonly id: string
  readonly other_id: string | null
  readonly text: string | null
  readonly count: number | null
  readonly first_ms: number | null
  readonly last_ms: number | null
  readonly state: Uint8Array | null
  readonly ids: readonly string[] | null
}

/** What no question wants is not part of the statement: a part that finds nothing costs, too. */
export function readHistory(questions: readonly HistoryQuestion[]): Statement<HistoryRow> {
  const parts = [
    {
      name: 'funders',
      text: FUNDERS,
      isWanted: questions.some(({ wants }) => wants.fundersFromMs !== undefined),
    },
    {
      name: 'holders',
      text: HOLDERS,
      isWanted: questions.some(({ wants }) => wants.debtorHolder || wants.creditorHolder),
    },
    { name: 'findings', text: FINDINGS, isWanted: questions.some(({ wants }) => wants.findings) },
  ].filter(({ isWanted }) => isWanted)
  return {
    name: ['read-history', ...parts.map(({ name }) => name)].join('-'),
    text: [ASKED, ...parts.map(({ text }) => text)].join(''),
    values: [
      questions.map(({ tenantId }) => tenantId),
      questions.map(({ endToEndId }) => endToEndId),
      questions.map(({ instruction }) => instruction?.debtor.accountId),
      questions.map(({ instruction }) => instruction?.creditor.accountId),
      questions.map(({ instruction }) => instruction?.debtor.entityId),
      questions.map(({ instruction }) => instruction?.creditor.entityId),
      questions.map(({ usesRecord }) => usesRecord),
      questions.map(({ isCertain }) => isCertain),
      questions.map(({ wants }) => wants.fundersFromMs),
      questions.map(({ wants }) => wants.findings),
      questions.map(({ wants }) => wants.debtorHolder),
      questions.map(({ wants }) => wants.creditorHolder),
    ],
  }
}
