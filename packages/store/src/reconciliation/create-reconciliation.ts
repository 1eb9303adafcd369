import type { MessageKey } from '@pantau/contracts'
import type { TransactionType } from '@pantau/rule-kit'
import type { StorePool } from '../connection/connect-store.ts'
import { BEGIN_DURABLE, COMMIT } from '../connection/transaction.ts'
import { UNDECIDED, WATERMARK } from './statements/undecided.ts'
import { PARKED_HOLD_MS, VISIBLE_AFTER_MS } from './watermark-bounds.ts'

export interface OverdueMessage {
  readonly key: MessageKey
  /** The encoded event, as it was stored when the message was accepted. */
  readonly event: Uint8Array
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
}

const FIND_OVERDUE = `
SELECT m.tenant_id, m.transaction_type, m.message_id, m.event
FROM raw_history.message m
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

interface OverdueRow {
  readonly tenant_id: string
  readonly transaction_type: TransactionType
  readonly message_id: string
  readonly event: Buffer
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
      return rows.map((row) => ({
        key: {
          tenantId: row.tenant_id,
          transactionType: row.transaction_type,
          messageId: row.message_id,
        },
        event: row.event,
      }))
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
  }
}
