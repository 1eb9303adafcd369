import type { MessageKey, OutboxKind } from '@pantau/contracts'
import type { StorePool } from '../connection/connect-store.ts'
import { expandOutboxStatement } from './statements/expand-outbox.ts'
import type { OutboxDestination } from './statements/expand-outbox.ts'
import { leaseDeliveriesStatement } from './statements/lease-deliveries.ts'

/** One outbox entry leased for one destination; the lease ends by itself, so that its holder may die at any point. */
export interface LeasedDelivery {
  readonly outboxId: string
  readonly kind: OutboxKind
  readonly key: MessageKey
  readonly payload: string
  /** 1 at the first attempt. */
  readonly attempt: number
}

/** What leaves with evaluations, delivered at least once per destination. Everything throws `StoreUnavailableError`. */
export interface Outbox {
  /** Plans the deliveries of new entries; resolves with the number of entries. */
  expand(destinations: readonly OutboxDestination[], limit: number): Promise<number>
  lease(request: { destination: string; limit: number; leaseMs: number }): Promise<readonly LeasedDelivery[]>
  markDelivered(destination: string, outboxIds: readonly string[]): Promise<void>
  markFailed(failure: {
    destination: string
    outboxId: string
    retryAfterMs: number
    reason: string
  }): Promise<void>
}

const MARK_DELIVERED = `
UPDATE evaluation.delivery SET delivered_at = now(), last_error = NULL
WHERE destination = $1 AND outbox_id = ANY ($2::int8[]) AND delivered_at IS NULL`

const MARK_FAILED = `
UPDATE evaluation.delivery SET next_attempt_at = now() + $3 * interval '1 millisecond', last_error = $4
WHERE destination = $1 AND outbox_id = $2::int8 AND delivered_at IS NULL`

export function createOutbox(pool: StorePool): Outbox {
  return {
    async expand(destinations, limit) {
      const [row] = await pool.query(expandOutboxStatement(destinations, limit))
      return row?.expanded ?? 0
    },
    async lease(request) {
      const rows = await pool.query(leaseDeliveriesStatement(request))
      return rows.map((row) => ({
        outboxId: row.outbox_id,
        kind: row.kind,
        key: {
          tenantId: row.tenant_id,
          transactionType: row.transaction_type,
          messageId: row.message_id,
        },
        payload: row.payload,
        attempt: row.attempts,
      }))
    },
    async markDelivered(destination, outboxIds) {
      if (outboxIds.length > 0) {
        await pool.query({
          name: 'mark-delivered',
          text: MARK_DELIVERED,
          values: [destination, [...outboxIds]],
        })
      }
    },
    async markFailed({ destination, outboxId, retryAfterMs, reason }) {
      await pool.query({
        name: 'mark-failed',
        text: MARK_FAILED,
        values: [destination, outboxId, retryAfterMs, reason],
      })
    },
  }
}
