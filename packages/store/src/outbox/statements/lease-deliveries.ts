import type { OutboxKind } from '@pantau/contracts'
import type { TransactionType } from '@pantau/rule-kit'
import type { Statement } from '../../connection/statement.ts'

/** A lease is a next attempt that lies in the future: whoever took it and dies leaves nothing to clean up. */
export const LEASE_DELIVERIES = `
WITH due AS (
  SELECT outbox_id FROM evaluation.delivery
  WHERE destination = $1 AND delivered_at IS NULL AND next_attempt_at <= now()
  ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED
)
UPDATE evaluation.delivery d
SET attempts = d.attempts + 1, next_attempt_at = now() + $3 * interval '1 millisecond'
FROM due JOIN evaluation.outbox o ON o.id = due.outbox_id
WHERE d.destination = $1 AND d.outbox_id = due.outbox_id
RETURNING o.id::text AS outbox_id, o.kind, o.tenant_id, o.transaction_type, o.message_id, o.payload, d.attempts`

export interface LeasedRow {
  readonly outbox_id: string
  readonly kind: OutboxKind
  readonly tenant_id: string
  readonly transaction_type: TransactionType
  readonly message_id: string
  readonly payload: string
  readonly attempts: number
}

export function leaseDeliveriesStatement(request: {
  readonly destination: string
  readonly limit: number
  readonly leaseMs: number
}): Statement<LeasedRow> {
  return {
    name: 'lease-deliveries',
    text: LEASE_DELIVERIES,
    values: [request.destination, request.limit, request.leaseMs],
  }
}
