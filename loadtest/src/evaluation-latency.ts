import type { ClientBase } from 'pg'
import type { ExactLatency, HotAccountTimes, TimelineSecond } from './benchmark-result.ts'
import { PLOT_PERCENTILES } from './percentiles.ts'

/** The database cannot tell when transactions were committed, so that no latency can be told either. */
export class CommitTimeError extends Error {
  override readonly name = 'CommitTimeError'
}

export interface MeasuredWindow {
  /** Status reports that were due in [from, to) are measured. */
  readonly fromEpochMs: number
  readonly toEpochMs: number
}

/** Of status reports: all, those of payments to one account, or those of payments to all others. */
type OfPayments = 'all' | 'toHotAccount' | 'toOthers'

const OF_PAYMENTS: Readonly<Record<OfPayments, string>> = {
  all: 'true',
  toHotAccount: 'message_id IN (SELECT message_id FROM hot_report)',
  toOthers: 'message_id NOT IN (SELECT message_id FROM hot_report)',
}

export interface EvaluationTimes {
  /** Evaluations committed within the window, per second. */
  readonly ftps: number
  /** Status reports accepted before the end of the window whose evaluation was committed after it. */
  readonly backlogAtEnd: number
  /** From the end of the window to the commit of the last evaluation; 0 when that was earlier. */
  readonly drainMs: number
  readonly acceptToEvaluation: ExactLatency
  readonly dueToEvaluation: ExactLatency
  readonly timeline: readonly TimelineSecond[]
}

/** Created once, since the aggregates below all read it. Commit times come from the server itself (`track_commit_timestamp`). */
const CREATE_TIMES = `
CREATE TEMPORARY TABLE evaluation_times AS
SELECT s.message_id, s.due_at, pg_xact_commit_timestamp(k.xmin) AS accepted_at, pg_xact_commit_timestamp(e.xmin) AS evaluated_at
FROM ledger_sent s
JOIN evaluation.record e
  ON e.tenant_id = ANY (ARRAY[$TENANTS]) AND e.message_id = s.message_id AND e.transaction_type = s.transaction_type
JOIN raw_history.message_key k
  ON k.tenant_id = e.tenant_id AND k.transaction_type = e.transaction_type AND k.message_id = e.message_id
WHERE s.transaction_type LIKE 'pacs.002.%'`

/**
 * Prepares the times that the functions below read, once for a session in which `loadLedgerTables` has run. `readEvaluationTimes` does so itself.
 * @throws CommitTimeError
 */
export async function prepareEvaluationTimes(
  client: ClientBase,
  tenantIds: readonly string[],
): Promise<void> {
  await requireCommitTimes(client)
  await client.query(CREATE_TIMES.replace('$TENANTS', literals(client, tenantIds)))
}

/** How long each evaluation of the window took, from acceptance, so that several sessions can be put together. `prepareEvaluationTimes` must have run. */
export async function readAcceptToEvaluationMs(
  client: ClientBase,
  window: MeasuredWindow,
): Promise<readonly number[]> {
  const { rows } = await client.query<{ readonly ms: number }>(
    `SELECT (extract(epoch FROM evaluated_at - accepted_at) * 1000)::float8 AS ms FROM evaluation_times
    WHERE due_at >= to_timestamp($1::float8 / 1000) AND due_at < to_timestamp($2::float8 / 1000)`,
    [window.fromEpochMs, window.toEpochMs],
  )
  return rows.map(({ ms }) => ms)
}

/**
 * Reads from the database how long evaluations took: exact percentiles over every measured status report, none sampled.
 *
 * Accepted and evaluated are the commit times of the rows that say so, by the database's clock. PostgreSQL takes the commit time just
 * before it flushes the commit to disk, so both ends lack their flush, and the difference does not. `loadLedgerTables` must have run on
 * this client. @throws CommitTimeError
 */
export async function readEvaluationTimes(
  client: ClientBase,
  tenantIds: readonly string[],
  window: MeasuredWindow,
): Promise<EvaluationTimes> {
  await prepareEvaluationTimes(client, tenantIds)
  const seconds = (window.toEpochMs - window.fromEpochMs) / 1000
  const { rows } = await client.query<{ evaluated: number; backlog: number; drain_ms: number }>(
    `SELECT count(*) FILTER (WHERE evaluated_at >= bound.starts_at AND evaluated_at < bound.ends_at)::float8 AS evaluated,
      count(*) FILTER (WHERE accepted_at < bound.ends_at AND evaluated_at >= bound.ends_at)::float8 AS backlog,
      coalesce(greatest(0, extract(epoch FROM max(evaluated_at) - max(bound.ends_at)) * 1000), 0)::float8 AS drain_ms
    FROM evaluation_times, (SELECT to_timestamp($1::float8 / 1000) AS starts_at, to_timestamp($2::float8 / 1000) AS ends_at) AS bound`,
    [window.fromEpochMs, window.toEpochMs],
  )
  return {
    ftps: (rows[0]?.evaluated ?? 0) / seconds,
    backlogAtEnd: rows[0]?.backlog ?? 0,
    drainMs: rows[0]?.drain_ms ?? 0,
    acceptToEvaluation: await readLatency(client, 'accepted_at', window),
    dueToEvaluation: await readLatency(client, 'due_at', window),
    timeline: await readTimeline(client),
  }
}

/** How many were evaluated within a time. `readEvaluationTimes` must have run on this client. */
export async function countEvaluated(client: ClientBase, window: MeasuredWindow): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::float8 AS count FROM evaluation_times
    WHERE evaluated_at >= to_timestamp($1::float8 / 1000) AND evaluated_at < to_timestamp($2::float8 / 1000)`,
    [window.fromEpochMs, window.toEpochMs],
  )
  return rows[0]?.count ?? 0
}

/**
 * Tells the evaluations of payments to one account from all others: from acceptance to evaluation, in the window. `readEvaluationTimes` must
 * have run on this client.
 * @param accountNumber as the messages carry it, without its scheme and agent
 */
export async function readHotAccountTimes(
  client: ClientBase,
  { tenantIds, accountNumber }: { readonly tenantIds: readonly string[]; readonly accountNumber: string },
  window: MeasuredWindow,
): Promise<HotAccountTimes> {
  await client.query(
    `CREATE TEMPORARY TABLE hot_report AS
    SELECT first_status_message_id AS message_id FROM event_history.payment_instruction
    WHERE tenant_id = ANY (ARRAY[${literals(client, tenantIds)}]) AND first_status_message_id IS NOT NULL
      AND starts_with(creditor_account, ${client.escapeLiteral(accountNumber)})`,
  )
  return {
    toHotAccount: await readLatency(client, 'accepted_at', window, 'toHotAccount'),
    toOthers: await readLatency(client, 'accepted_at', window, 'toOthers'),
  }
}

function literals(client: ClientBase, texts: readonly string[]): string {
  return texts.map((text) => client.escapeLiteral(text)).join(', ')
}

async function requireCommitTimes(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ readonly track_commit_timestamp: string }>(
    'SHOW track_commit_timestamp',
  )
  if (rows[0]?.track_commit_timestamp !== 'on') {
    throw new CommitTimeError(
      'Set track_commit_timestamp = on, so that the database records when each row was committed',
    )
  }
}

async function readLatency(
  client: ClientBase,
  from: 'accepted_at' | 'due_at',
  window: MeasuredWindow,
  of: OfPayments = 'all',
): Promise<ExactLatency> {
  const { rows } = await client.query<{
    readonly count: number
    readonly mean: number | null
    readonly percentiles: readonly number[] | null
    readonly within35: number
    readonly within100: number
    readonly within250: number
  }>(
    `SELECT count(*)::float8 AS count, avg(ms)::float8 AS mean,
      percentile_disc($3::float8[]) WITHIN GROUP (ORDER BY ms) AS percentiles,
      count(*) FILTER (WHERE ms <= 35)::float8 AS within35,
      count(*) FILTER (WHERE ms <= 100)::float8 AS within100,
      count(*) FILTER (WHERE ms <= 250)::float8 AS within250
    FROM (
      SELECT (extract(epoch FROM evaluated_at - ${from}) * 1000)::float8 AS ms FROM evaluation_times
      WHERE due_at >= to_timestamp($1::float8 / 1000) AND due_at < to_timestamp($2::float8 / 1000)
        AND ${OF_PAYMENTS[of]}
    ) AS sample`,
    [window.fromEpochMs, window.toEpochMs, PLOT_PERCENTILES.map((percentile) => percentile / 100)],
  )
  const [row] = rows
  if (row === undefined) {
    throw new TypeError('An aggregate without groups has one row')
  }
  const latencies = row.percentiles ?? []
  const curve = PLOT_PERCENTILES.map((percentile, index) => [percentile, latencies[index] ?? 0] as const)
  const at = (wanted: (typeof PLOT_PERCENTILES)[number]): number =>
    curve.find(([percentile]) => percentile === wanted)?.[1] ?? 0
  const percent = (count: number): number => (row.count === 0 ? 0 : (100 * count) / row.count)
  return {
    count: row.count,
    meanMs: row.mean ?? 0,
    p50Ms: at(50),
    p95Ms: at(95),
    p99Ms: at(99),
    p999Ms: at(99.9),
    maxMs: at(100),
    within35MsPercent: percent(row.within35),
    within100MsPercent: percent(row.within100),
    within250MsPercent: percent(row.within250),
    curve,
  }
}

async function readTimeline(client: ClientBase): Promise<readonly TimelineSecond[]> {
  const { rows } = await client.query<TimelineSecond>(
    `WITH bounds AS (SELECT date_trunc('second', min(accepted_at)) AS starts_at FROM evaluation_times),
    events AS (
      SELECT accepted_at AS at, 1 AS accepted, 0 AS evaluated FROM evaluation_times
      UNION ALL SELECT evaluated_at, 0, 1 FROM evaluation_times
    )
    SELECT floor(extract(epoch FROM at - starts_at))::float8 AS second, sum(accepted)::float8 AS accepted, sum(evaluated)::float8 AS evaluated
    FROM events, bounds GROUP BY 1 ORDER BY 1`,
  )
  return rows
}
