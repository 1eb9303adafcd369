/** Accepted messages published again in one round. */
export const REPUBLISH_MAX = 500
/** Keys whose last republication is remembered; the oldest are forgotten first, which costs at most an early repetition. */
export const REMEMBERED_MAX = 50_000
/** A message is published again after the deadline, then after twice the deadline, and so on up to this factor. */
export const BACKOFF_FACTOR_MAX = 32

export interface OverdueMessage {
  readonly key: string
  /** The encoded event, as it was stored when the message was accepted. */
  readonly event: Uint8Array
}

export interface ReconcilePort {
  /** Accepted messages that are due, undecided, not in quarantine, and older than the deadline; oldest first. */
  findOverdue(request: {
    olderThanMs: number
    limit: number
    excludeKeys: readonly string[]
  }): Promise<readonly OverdueMessage[]>
  /** Moves the point before which everything is known to be settled. */
  advanceWatermark(): Promise<void>
}

export interface ReconcileDeps {
  readonly store: ReconcilePort
  readonly publish: (events: readonly Uint8Array[]) => Promise<void>
  readonly deadlineMs: number
  readonly nowMs: () => number
}

interface Remembered {
  readonly notBeforeMs: number
  readonly factor: number
}

/**
 * Publishes again what was accepted and is not decided after a deadline: the event was lost with a broker, or never published because
 * the broker was away. Publishing too often is harmless, since a message is decided once, but costs; hence the growing waits.
 */
export function createReconciler(deps: ReconcileDeps): { round(): Promise<number> } {
  const remembered = new Map<string, Remembered>()

  return {
    async round() {
      const nowMs = deps.nowMs()
      const waiting = [...remembered].filter(([, entry]) => entry.notBeforeMs > nowMs).map(([key]) => key)
      const overdue = await deps.store.findOverdue({
        olderThanMs: deps.deadlineMs,
        limit: REPUBLISH_MAX,
        excludeKeys: waiting,
      })
      if (overdue.length > 0) {
        await deps.publish(overdue.map((message) => message.event))
        for (const { key } of overdue) {
          remember(remembered, key, nowMs, deps.deadlineMs)
        }
      } else {
        forgetSettled(remembered, nowMs, deps.deadlineMs)
      }
      await deps.store.advanceWatermark()
      return overdue.length
    },
  }
}

function remember(remembered: Map<string, Remembered>, key: string, nowMs: number, deadlineMs: number): void {
  const factor = Math.min((remembered.get(key)?.factor ?? 0.5) * 2, BACKOFF_FACTOR_MAX)
  remembered.delete(key)
  remembered.set(key, { notBeforeMs: nowMs + deadlineMs * factor, factor })
  if (remembered.size > REMEMBERED_MAX) {
    const [oldest] = remembered.keys()
    if (oldest !== undefined) {
      remembered.delete(oldest)
    }
  }
}

/** A key whose time came and that the store no longer reports is settled. */
function forgetSettled(remembered: Map<string, Remembered>, nowMs: number, deadlineMs: number): void {
  for (const [key, entry] of remembered) {
    if (entry.notBeforeMs + deadlineMs < nowMs) {
      remembered.delete(key)
    }
  }
}
