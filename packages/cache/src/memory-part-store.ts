import type { CollectedParts, PartStore, StoredPart } from '@pantau/contracts'
import { PART_LIFETIMES } from './part-lifetimes.ts'
import type { PartLifetimes } from './part-lifetimes.ts'

/** Beyond this many payments the oldest is forgotten: most likely it is complete, and if not, it is published again. */
export const MEMORY_PAYMENTS_MAX = 10_000

export interface MemoryPartStoreOptions {
  /** `PART_LIFETIMES` unless told. */
  readonly lifetimes?: PartLifetimes
  /** Milliseconds that never run backwards; only differences mean anything. */
  readonly nowMs?: () => number
}

interface Payment {
  readonly parts: Map<number, Uint8Array>
  readonly firstAtMs: number
  expiresAtMs: number
}

/** Keeps parts in this process: for one that runs all stages itself, and for no deployment with two typology processors. */
export function createMemoryPartStore(options: MemoryPartStoreOptions = {}): PartStore {
  const { lifetimes = PART_LIFETIMES, nowMs = () => performance.now() } = options
  /** In the order of their first parts. */
  const payments = new Map<string, Payment>()

  function addOne({ key, index, count, bytes }: StoredPart): CollectedParts {
    const now = nowMs()
    const payment = find(key, now)
    if (!payment.parts.has(index)) {
      // A copy: the part may be a view on a frame many times its size.
      payment.parts.set(index, bytes.slice())
      if (payment.parts.size === count) {
        payment.expiresAtMs = now + lifetimes.completeMs
      }
    }
    return { parts: new Map(payment.parts), ageMs: now - payment.firstAtMs }
  }

  function find(key: string, now: number): Payment {
    const known = payments.get(key)
    if (known !== undefined && known.expiresAtMs > now) {
      return known
    }
    payments.delete(key)
    const payment = { parts: new Map(), firstAtMs: now, expiresAtMs: now + lifetimes.incompleteMs }
    payments.set(key, payment)
    forgetOldest(now)
    return payment
  }

  function forgetOldest(now: number): void {
    for (const [key, { expiresAtMs }] of payments) {
      if (payments.size <= MEMORY_PAYMENTS_MAX && expiresAtMs > now) {
        return
      }
      payments.delete(key)
    }
  }

  return { add: async (parts) => parts.map(addOne) }
}
