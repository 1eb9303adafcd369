import { messageKeyText } from '@pantau/contracts'
import type { MessageKey } from '@pantau/contracts'
import type { Reconciliation } from '@pantau/store'

/** Accepted messages published again in one round. */
export const REPUBLISH_MAX = 500
/** Keys whose last republication is remembered; the oldest are forgotten first, which costs at most an early repetition. */
export const REMEMBERED_MAX = 50_000
/** A message is published again after the deadline, then after twice the deadline, and so on up to this factor. */
export const BACKOFF_FACTOR_MAX = 32
/** Most rounds look at what passed the deadline lately; this often one looks at everything since the watermark. */
export const THOROUGH_EVERY_MS = 15_000
/** How far such a quick round looks beyond the deadline. */
export const QUICK_LOOK_BACK_MS = 10_000

export interface ReconcilerDeps {
  readonly store: Pick<Reconciliation, 'findOverdue' | 'advanceWatermark'>
  /** Resolves when the broker has confirmed all of them. */
  readonly publish: (events: readonly Uint8Array[]) => Promise<void>
  readonly deadlineMs: number
  readonly nowMs: () => number
}

export interface Reconciler {
  /** Resolves with the number of messages published again. */
  round(): Promise<number>
}

interface Republished {
  readonly key: MessageKey
  readonly notBeforeMs: number
  readonly factor: number
}

/**
 * Publishes again what was accepted and is not decided after a deadline: the event was lost with a broker, or never published because
 * the broker was away. Publishing too often is harmless, since a message is decided once, but costs; hence the growing waits.
 */
export function createReconciler(deps: ReconcilerDeps): Reconciler {
  const { store, deadlineMs } = deps
  const republished = new Map<string, Republished>()
  let thoroughAtMs = Number.NEGATIVE_INFINITY

  async function publishOverdue(nowMs: number, lookBackMs?: number): Promise<number> {
    const overdue = await store.findOverdue({
      olderThanMs: deadlineMs,
      ...(lookBackMs === undefined ? {} : { lookBackMs }),
      limit: REPUBLISH_MAX,
      exclude: [...republished.values()]
        .filter(({ notBeforeMs }) => notBeforeMs > nowMs)
        .map(({ key }) => key),
    })
    if (overdue.length > 0) {
      await deps.publish(overdue.map(({ event }) => event))
    }
    for (const { key } of overdue) {
      remember(republished, key, nowMs, deadlineMs)
    }
    return overdue.length
  }

  return {
    async round() {
      const nowMs = deps.nowMs()
      if (nowMs - thoroughAtMs < THOROUGH_EVERY_MS) {
        return publishOverdue(nowMs, deadlineMs + QUICK_LOOK_BACK_MS)
      }
      const count = await publishOverdue(nowMs)
      if (count < REPUBLISH_MAX) {
        await store.advanceWatermark()
        forgetSettled(republished, nowMs)
        thoroughAtMs = nowMs
      }
      return count
    },
  }
}

function remember(
  republished: Map<string, Republished>,
  key: MessageKey,
  nowMs: number,
  deadlineMs: number,
): void {
  const text = messageKeyText(key)
  const factor = Math.min((republished.get(text)?.factor ?? 0.5) * 2, BACKOFF_FACTOR_MAX)
  republished.delete(text)
  republished.set(text, { key, notBeforeMs: nowMs + deadlineMs * factor, factor })
  if (republished.size > REMEMBERED_MAX) {
    const [oldest] = republished.keys()
    if (oldest !== undefined) {
      republished.delete(oldest)
    }
  }
}

/** Whose time had come and whom a thorough round did not report is settled; those that it reported have a new time. */
function forgetSettled(republished: Map<string, Republished>, nowMs: number): void {
  for (const [text, { notBeforeMs }] of republished) {
    if (notBeforeMs <= nowMs) {
      republished.delete(text)
    }
  }
}
