import { ATTEMPTS_MAX } from '@pantau/rule-kit'
import type { AttemptCountFact } from '@pantau/rule-kit'
import { instantOf } from '../../connection/sql-time.ts'
import type { Statement } from '../../connection/statement.ts'
import type { Subject } from '../subject.ts'

/** One more than a capture looks at, because the payment at hand may itself be among them. */
const READ_MAX = ATTEMPTS_MAX + 1

/**
 * The newest attempts of one account inside a window, for each subject and fact. A subject without a time of its own stands for every
 * status report that is parked for its payment. Partitions are pruned by the time of acceptance, which a window of event times does
 * not bound; the account's clock lead does, exactly.
 */
export const READ_ATTEMPTS = `
SELECT q.number, m.message_id AS parked_message_id, x.account_id, x.to_ms - q.window_ms AS from_ms, x.to_ms,
  CASE q.direction WHEN 'sent' THEN ${newestAttempts('debtor_account')} ELSE ${newestAttempts('creditor_account')} END AS times_ms
FROM unnest($1::int4[], $2::text[], $3::text[], $4::bool[], $5::text[], $6::int8[], $7::text[], $8::text[], $9::int8[])
  AS q (number, tenant_id, end_to_end_id, uses_record, given_account, occurred_at_ms, party, direction, window_ms)
LEFT JOIN event_history.parked_message m
  ON q.occurred_at_ms IS NULL AND m.tenant_id = q.tenant_id AND m.end_to_end_id = q.end_to_end_id
LEFT JOIN event_history.payment_instruction i
  ON q.uses_record AND i.tenant_id = q.tenant_id AND i.end_to_end_id = q.end_to_end_id
CROSS JOIN LATERAL (
  SELECT coalesce(CASE q.party WHEN 'debtor' THEN i.debtor_account ELSE i.creditor_account END, q.given_account) AS account_id,
    coalesce(q.occurred_at_ms, m.occurred_at_ms) AS to_ms
) AS x
LEFT JOIN event_history.account_state s ON s.tenant_id = q.tenant_id AND s.account_id = x.account_id
WHERE x.account_id IS NOT NULL AND x.to_ms IS NOT NULL`

function newestAttempts(accountColumn: string): string {
  return `ARRAY(
    SELECT a.occurred_at_ms FROM event_history.payment a
    WHERE a.tenant_id = q.tenant_id AND a.${accountColumn} = x.account_id
      AND a.occurred_at_ms BETWEEN x.to_ms - q.window_ms AND x.to_ms
      AND a.accepted_at >= coalesce(${instantOf('(x.to_ms - q.window_ms - s.clock_lead_ms)')}, '-infinity')
      AND a.accepted_at < now() + interval '1 day'
    ORDER BY a.occurred_at_ms DESC LIMIT ${READ_MAX}
  )`
}

export interface AttemptsRow {
  readonly number: number
  readonly parked_message_id: string | null
  readonly account_id: string
  readonly from_ms: number
  readonly to_ms: number
  readonly times_ms: readonly number[]
}

/** What is asked of the history for one subject. Answers carry the question's place in the list. */
export interface AttemptQuestion {
  readonly subject: Subject
  readonly fact: AttemptCountFact
}

export function readAttempts(questions: readonly AttemptQuestion[]): Statement<AttemptsRow> {
  return {
    name: 'read-attempts',
    text: READ_ATTEMPTS,
    values: [
      questions.map((_, number) => number),
      questions.map(({ subject }) => subject.tenantId),
      questions.map(({ subject }) => subject.endToEndId),
      questions.map(({ subject }) => subject.usesRecord),
      questions.map(({ subject, fact }) => subject.instruction?.[fact.party].accountId),
      questions.map(({ subject }) => subject.occurredAtMs),
      questions.map(({ fact }) => fact.party),
      questions.map(({ fact }) => fact.direction),
      questions.map(({ fact }) => fact.windowMs),
    ],
  }
}
