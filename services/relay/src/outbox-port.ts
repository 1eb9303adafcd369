import type { EvaluationHeader, OutboxKind } from '@pantau/contracts'

/** One outbox entry leased to this relay for one destination; the lease ends by itself, so a relay may die at any point. */
export interface LeasedDelivery {
  readonly outboxId: string
  readonly kind: OutboxKind
  readonly header: Pick<EvaluationHeader, 'tenantId' | 'transactionType' | 'messageId'>
  readonly payload: string
  /** 1 at the first attempt. */
  readonly attempt: number
}

/** What the delivery loop needs of the store. */
export interface OutboxPort {
  /** Writes one delivery row per new entry and destination that takes its kind. Resolves with the number of entries expanded. */
  expand(
    destinations: readonly { name: string; kinds: readonly OutboxKind[] }[],
    limit: number,
  ): Promise<number>
  lease(request: { destination: string; limit: number; leaseMs: number }): Promise<readonly LeasedDelivery[]>
  markDelivered(destination: string, outboxIds: readonly string[]): Promise<void>
  markFailed(failure: {
    destination: string
    outboxId: string
    retryAfterMs: number
    reason: string
  }): Promise<void>
}
