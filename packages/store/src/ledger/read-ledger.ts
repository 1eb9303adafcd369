import type { StorePool } from '../connection/connect-store.ts'

const DAY_MS = 86_400_000

export interface LedgerQuery {
  readonly tenantId?: string
  /** UTC days, `YYYY-MM-DD`, both included; by the day of acceptance. */
  readonly fromDay?: string
  readonly toDay?: string
}

/** What became of the messages that one tenant had accepted on one day. The counts are taken from different tables. */
export interface LedgerDay {
  readonly tenantId: string
  readonly day: string
  /** Natural keys that were accepted: each was answered 200. */
  readonly accepted: number
  /** Kept, and no evaluation is due: the tenant's configuration has no plan for the type. */
  readonly recorded: number
  /** Status reports whose payment has not arrived. */
  readonly parked: number
  /** Evaluations. */
  readonly decided: number
  /** An evaluation is due and not there yet. */
  readonly waiting: number
  /** Refused by a stage for good, not decided. */
  readonly quarantined: number
  /** accepted = recorded + parked + decided + waiting + quarantined */
  readonly balanced: boolean
}

/** SQL: the rows of `alias` that a query asks for. */
function asked(alias: string): string {
  return `${alias}.accepted_at >= $2::timestamptz AND ${alias}.accepted_at < $3::timestamptz
    AND ($1::text IS NULL OR ${alias}.tenant_id = $1::text)`
}

const EVALUATED = `EXISTS (
  SELECT FROM evaluation.record e
  WHERE e.tenant_id = m.tenant_id AND e.message_id = m.message_id AND e.transaction_type = m.transaction_type
    AND e.accepted_at = m.accepted_at)`

const IN_QUARANTINE = `EXISTS (
  SELECT FROM evaluation.quarantine q
  WHERE q.tenant_id = m.tenant_id AND q.message_id = m.message_id AND q.transaction_type = m.transaction_type
    AND q.resolved_at IS NULL)`

const PARKED = `EXISTS (
  SELECT FROM event_history.parked_message p
  WHERE p.tenant_id = m.tenant_id AND p.end_to_end_id = m.end_to_end_id AND p.message_id = m.message_id
    AND m.transaction_type = 'pacs.002.001.12')`

/** One statement, so one point in time. */
const READ_LEDGER = `
SELECT tenant_id, to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
  count(*) FILTER (WHERE state = 'accepted') AS accepted,
  count(*) FILTER (WHERE state = 'recorded') AS recorded,
  count(*) FILTER (WHERE state = 'parked') AS parked,
  count(*) FILTER (WHERE state = 'decided') AS decided,
  count(*) FILTER (WHERE state = 'waiting') AS waiting,
  count(*) FILTER (WHERE state = 'quarantined') AS quarantined
FROM (
  SELECT k.tenant_id, k.accepted_at, 'accepted' AS state FROM raw_history.message_key k WHERE ${asked('k')}
  UNION ALL
  SELECT m.tenant_id, m.accepted_at,
    CASE WHEN ${IN_QUARANTINE} THEN 'quarantined' WHEN ${PARKED} THEN 'parked' ELSE 'recorded' END
  FROM raw_history.message m WHERE m.event IS NULL AND NOT ${EVALUATED} AND ${asked('m')}
  UNION ALL
  SELECT d.tenant_id, d.accepted_at, 'decided' FROM evaluation.record d WHERE ${asked('d')}
  UNION ALL
  SELECT m.tenant_id, m.accepted_at, CASE WHEN ${IN_QUARANTINE} THEN 'quarantined' ELSE 'waiting' END
  FROM raw_history.message m WHERE m.event IS NOT NULL AND NOT ${EVALUATED} AND ${asked('m')}
) AS counted
GROUP BY 1, 2
ORDER BY 1, 2`

type LedgerRow = Omit<LedgerDay, 'tenantId' | 'balanced'> & { readonly tenant_id: string }

/** Accounts for every accepted message, per tenant and day. @throws StoreUnavailableError */
export async function readLedger(pool: StorePool, query: LedgerQuery = {}): Promise<readonly LedgerDay[]> {
  const rows = await pool.query<LedgerRow>({
    text: READ_LEDGER,
    values: [
      query.tenantId ?? null,
      query.fromDay === undefined ? '-infinity' : `${query.fromDay}T00:00:00Z`,
      query.toDay === undefined ? 'infinity' : endOfDay(query.toDay),
    ],
  })
  return rows.map(({ tenant_id: tenantId, ...counts }) => ({
    tenantId,
    ...counts,
    balanced: isBalanced(counts),
  }))
}

function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString()
}

function isBalanced(counts: Omit<LedgerRow, 'tenant_id'>): boolean {
  const { accepted, recorded, parked, decided, waiting, quarantined } = counts
  return accepted === recorded + parked + decided + waiting + quarantined
}
