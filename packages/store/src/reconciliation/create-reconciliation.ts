import type { MessageKey } from '@pantau/contracts'
import type { TransactionType } from '@pantau/rule-kit'
import type { StorePool } from '../connection/connect-store.ts'
import { millisecondsOf } from '../connection/sql-time.ts'
import { BEGIN_DURABLE, COMMIT } from '../connection/transaction.ts'
import { STORED_EVENT_COLUMNS, STORED_EVENT_KEY, wholeEvent } from '../acceptance/whole-event.ts'
import type { StoredEventRow } from '../acceptance/whole-event.ts'
import { StoredEvaluationError } from '../evaluation/stored-evaluation-error.ts'
import { UNDECIDED, UNSETTLED, WATERMARK } from './statements/undecided.ts'
import { PARKED_HOLD_MS, VISIBLE_AFTER_MS } from './watermark-bounds.ts'

export interface OverdueMessage {
  readonly key: MessageKey
  /** The encoded event, as it was when the message was accepted. */
  readonly event: Uint8Array
}

/** A status report that stays without its credit transfer. */
export interface ExpiredStatus {
  readonly key: MessageKey
  readonly endToEndId: string
  readonly acceptedAtMs: number
  readonly occurredAtMs: number
  readonly status: string
  /** The message as received. */
  readonly body: Uint8Array
  readonly traceParent?: string
}

export interface OverdueRequest {
  /** Only messages accepted at least this long ago. */
  readonly olderThanMs: number
  /** Look back this far instead of to the watermark: cheap, and enough to notice what was accepted lately. */
  readonly lookBackMs?: number
  readonly limit: number
  readonly exclude: readonly MessageKey[]
}

/** What was accepted and is not decided. Everything throws `StoreUnavailableError`. */
export interface Reconciliation {
  /** Oldest first. */
  findOverdue(request: OverdueRequest): Promise<readonly OverdueMessage[]>
  /** Moves the watermark up to the oldest message that is not settled, or up to what is surely visible. */
  advanceWatermark(): Promise<void>
  /** How many messages wait for their evaluation, counted up to `max`. */
  countWaiting(max: number): Promise<number>
  /** Parked status reports whose credit transfer has not come in time, and that nobody has dealt with yet; oldest first. */
  findExpiredParked(request: {
    readonly olderThanMs: number
    readonly limit: number
    readonly excludeTenantIds?: readonly string[]
  }): Promise<readonly ExpiredStatus[]>
}

const FIND_OVERDUE = `
SELECT ${STORED_EVENT_KEY}, ${STORED_EVENT_COLUMNS}, i.instruction
FROM raw_history.message m
LEFT JOIN event_history.payment_instruction i ON i.tenant_id = m.tenant_id AND i.end_to_end_id = m.end_to_end_id
WHERE ${UNDECIDED}
  AND m.accepted_at >= coalesce(now() - $2::int8 * interval '1 millisecond', ${WATERMARK})
  AND m.accepted_at <= now() - $1::int8 * interval '1 millisecond'
  AND (m.tenant_id, m.transaction_type, m.message_id) NOT IN (
    SELECT x.tenant_id, x.transaction_type, x.message_id
    FROM unnest($4::text[], $5::text[], $6::text[]) AS x (tenant_id, transaction_type, message_id))
ORDER BY m.accepted_at
LIMIT $3`

const LOCK_WATERMARK = 'SELECT FROM raw_history.reconciliation FOR NO KEY UPDATE'

const ADVANCE_WATERMARK = `
WITH settled AS (
  SELECT least(
    now() - interval '${VISIBLE_AFTER_MS} milliseconds',
    (SELECT min(m.accepted_at) FROM raw_history.message m
     WHERE ${UNDECIDED} AND m.accepted_at >= ${WATERMARK}
       AND m.accepted_at < now() - interval '${VISIBLE_AFTER_MS} milliseconds'),
    (SELECT min(p.accepted_at) FROM event_history.parked_message p
     WHERE p.accepted_at > now() - interval '${PARKED_HOLD_MS} milliseconds')
  ) AS until
)
UPDATE raw_history.reconciliation r SET watermark = settled.until FROM settled WHERE settled.until > r.watermark`

const COUNT_WAITING = `
SELECT count(*) AS waiting FROM (
  SELECT FROM raw_history.message m WHERE ${UNDECIDED} AND m.accepted_at >= ${WATERMARK} LIMIT $1
) AS found`

const FIND_EXPIRED_PARKED = `
SELECT m.tenant_id, m.transaction_type, m.message_id, m.end_to_end_id, ${millisecondsOf('m.accepted_at')} AS accepted_at_ms,
  p.occurred_at_ms, p.status, m.body, p.trace_parent
FROM event_history.parked_message p
JOIN raw_history.message m ON m.tenant_id = p.tenant_id AND m.message_id = p.message_id AND m.accepted_at = p.accepted_at
  AND m.transaction_type = 'pacs.002.001.12'
WHERE p.accepted_at <= now() - $1::int8 * interval '1 millisecond' AND p.tenant_id <> ALL ($3::text[]) AND ${UNSETTLED}
ORDER BY p.accepted_at
LIMIT $2`

interface ExpiredRow {
  readonly tenant_id: string
  readonly transaction_type: TransactionType
  readonly message_id: string
  readonly end_to_end_id: string
  readonly accepted_at_ms: number
  readonly occurred_at_ms: number
  readonly status: string
  readonly body: Uint8Array
  readonly trace_parent: string | null
}

interface OverdueRow extends StoredEventRow {
  readonly transaction_type: TransactionType
}

export function createReconciliation(pool: StorePool): Reconciliation {
  return {
    async findOverdue({ olderThanMs, lookBackMs, limit, exclude }) {
      const rows = await pool.query<OverdueRow>({
        text: FIND_OVERDUE,
        values: [
          olderThanMs,
          lookBackMs ?? null,
          limit,
          exclude.map((key) => key.tenantId),
          exclude.map((key) => key.transactionType),
          exclude.map((key) => key.messageId),
        ],
      })
      return rows.map((row) => ({ key: keyOf(row), event: eventOf(row) }))
    },
    async advanceWatermark() {
      await pool.session(({ exchange }) =>
        exchange((send) => ({
          begun: send(BEGIN_DURABLE),
          // First the row, then the look: what became due while waiting for the row must be seen.
          locked: send({ text: LOCK_WATERMARK }),
          advanced: send({ text: ADVANCE_WATERMARK }),
          committed: send(COMMIT),
        })),
      )
    },
    async countWaiting(max) {
      const [row] = await pool.query<{ readonly waiting: number }>({ text: COUNT_WAITING, values: [max] })
      return row?.waiting ?? 0
    },
    async findExpiredParked({ olderThanMs, limit, excludeTenantIds = [] }) {
      const rows = await pool.query<ExpiredRow>({
        text: FIND_EXPIRED_PARKED,
        values: [olderThanMs, limit, [...excludeTenantIds]],
      })
      return rows.map((row) => ({
        key: keyOf(row),
        endToEndId: row.end_to_end_id,
        acceptedAtMs: row.accepted_at_ms,
        occurredAtMs: row.occurred_at_ms,
        status: row.status,
        body: row.body,
        ...(row.trace_parent === null ? {} : { traceParent: row.trace_parent }),
      }))
    },
  }
}

function keyOf(row: OverdueRow | ExpiredRow): MessageKey {
  return { tenantId: row.tenant_id, transactionType: row.transaction_type, messageId: row.message_id }
}

/** One that cannot be made whole goes out as it is stored: whoever refuses it says so, and the others go on. */
function eventOf(row: OverdueRow): Uint8Array {
  try {
    return wholeEvent(row)
  } catch (error) {
    if (error instanceof StoredEvaluationError) {
      return row.event
    }
    throw error
  }
}
