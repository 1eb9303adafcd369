import { errorType } from '@pantau/contracts'
import type { Span, Tracer } from '@pantau/contracts'
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
  readonly onDelivered: (destination: string, kind: LeasedDelivery['kind'], span?: Span) => void
  readonly onFailed: (destination: string, attempt: number, error: unknown, span?: Span) => void
  readonly tracer?: Tracer | undefined
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
      if (await deliverOne(destination, delivery, deps)) {
        delivered.push(delivery.outboxId)
      }
    }),
  )
  await deps.outbox.markDelivered(destination.name, delivered)
  return leased.length
}

/** Whether the destination has it; where not, it is tried again later. */
async function deliverOne(
  destination: Destination,
  delivery: LeasedDelivery,
  deps: DeliverOutboxDeps,
): Promise<boolean> {
  const startedAtMs = deps.tracer?.nowMs()
  let span: Span | undefined
  try {
    const document = await deps.document(delivery)
    span = deps.tracer?.follow(document.causedBy, `deliver ${delivery.kind}`, {
      kind: 'client',
      ...(startedAtMs === undefined ? {} : { startedAtMs }),
    })
    span?.set({
      'pantau.tenant.id': delivery.key.tenantId,
      'pantau.destination.kind': kindOf(destination),
      'pantau.delivery.count': delivery.attempt,
    })
    await destination.deliver(span === undefined ? document : { ...document, traceParent: span.traceParent })
    deps.onDelivered(destination.name, delivery.kind, span)
    return true
  } catch (error) {
    span?.fail(errorType(error))
    deps.onFailed(destination.name, delivery.attempt, error, span)
    await deps.outbox.markFailed({
      destination: destination.name,
      outboxId: delivery.outboxId,
      retryAfterMs: retryDelayMs(delivery.attempt),
      reason: reasonOf(error),
    })
    return false
  } finally {
    span?.end()
  }
}

/** The first word of its name: what follows may be a URL, which may hold what is not for everybody. */
function kindOf({ name }: Destination): string {
  return name.split(' ', 1)[0] ?? name
}

/** Doubles from `RETRY_MS_MIN` per attempt up to `RETRY_MS_MAX`. */
export function retryDelayMs(attempt: number): number {
  const doublings = Math.min(Math.max(attempt - 1, 0), 30)
  return Math.min(RETRY_MS_MIN * 2 ** doublings, RETRY_MS_MAX)
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, REASON_LENGTH_MAX)
}
