import type { LeasedDelivery, Outbox } from '@pantau/store'
import type { Destination, OutboundDocument } from './destination.ts'

/** Entries taken from the outbox at a time. */
export const EXPAND_MAX = 500
/** Deliveries of one destination in flight at a time. */
export const LEASE_MAX = 50
/** How long one relay owns a delivery before another may try it. */
export const LEASE_MS = 60_000
/** Waits between attempts double from the first to the last of these, and stay there: nothing is ever given up. */
export const RETRY_MS_MIN = 1_000
export const RETRY_MS_MAX = 300_000
/** The stored part of a failure's reason. */
const REASON_LENGTH_MAX = 500

export interface DeliverOutboxDeps {
  readonly outbox: Outbox
  readonly destinations: readonly Destination[]
  /** Builds the document that a destination gets; throws when the evaluation cannot be read right now. */
  readonly document: (delivery: LeasedDelivery) => Promise<OutboundDocument>
  readonly onDelivered: (destination: string, kind: LeasedDelivery['kind']) => void
  readonly onFailed: (destination: string, attempt: number, error: unknown) => void
}

/**
 * One round: registers what is new for every destination, then delivers what is due. At least once and idempotent by delivery id.
 * Resolves with the number of deliveries tried, so that the caller goes on at once while there is work.
 */
export async function deliverOutbox(deps: DeliverOutboxDeps): Promise<number> {
  const { outbox, destinations } = deps
  const expanded = await outbox.expand(destinations, EXPAND_MAX)
  const tried = await Promise.all(destinations.map((destination) => deliverTo(destination, deps)))
  return expanded + tried.reduce((sum, count) => sum + count, 0)
}

async function deliverTo(destination: Destination, deps: DeliverOutboxDeps): Promise<number> {
  const leased = await deps.outbox.lease({
    destination: destination.name,
    limit: LEASE_MAX,
    leaseMs: LEASE_MS,
  })
  const delivered: string[] = []
  await Promise.all(
    leased.map(async (delivery) => {
      try {
        await destination.deliver(await deps.document(delivery))
        delivered.push(delivery.outboxId)
        deps.onDelivered(destination.name, delivery.kind)
      } catch (error) {
        deps.onFailed(destination.name, delivery.attempt, error)
        await deps.outbox.markFailed({
          destination: destination.name,
          outboxId: delivery.outboxId,
          retryAfterMs: retryDelayMs(delivery.attempt),
          reason: reasonOf(error),
        })
      }
    }),
  )
  await deps.outbox.markDelivered(destination.name, delivered)
  return leased.length
}

/** Doubles from `RETRY_MS_MIN` per attempt up to `RETRY_MS_MAX`. */
export function retryDelayMs(attempt: number): number {
  const doublings = Math.min(Math.max(attempt - 1, 0), 30)
  return Math.min(RETRY_MS_MIN * 2 ** doublings, RETRY_MS_MAX)
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, REASON_LENGTH_MAX)
}
