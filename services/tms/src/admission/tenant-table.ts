import { judgeDemand, newDemand } from './judge-demand.ts'
import type { Demand } from './judge-demand.ts'
import { TokenBucket } from '@pantau/service-runtime'

/** A tenant counts as one who asks for this long after its last message. */
const ASKING_FOR_MS = 1_000
/** How soon it shows that one tenant asks for far more than the others. */
const SWEEP_EVERY_MS = 50
/** Beyond, those who are not known yet share one entry. */
const TENANTS_MAX = 10_000
const OTHERS = '*'

export interface TenantEntry {
  readonly name: string
  inProgress: number
  askedAtMs: number
  isAsking: boolean
  readonly bucket: TokenBucket | undefined
  readonly demand: Demand
}

/** Who has messages in progress or has just asked; bounded, whatever names come. */
export class TenantTable {
  readonly #ratePerSecond: number | undefined
  readonly #entries = new Map<string, TenantEntry>()
  #askingCount = 0
  #heldCount = 0
  #sweptAtMs = 0

  /** @param ratePerSecond messages that each may send; any number when undefined */
  constructor(ratePerSecond: number | undefined) {
    this.#ratePerSecond = ratePerSecond
  }

  /** Tenants among whom the limit is shared. */
  get askingCount(): number {
    return this.#askingCount
  }

  /** Tenants that are held, so that the others do not wait for them. */
  get heldCount(): number {
    return this.#heldCount
  }

  /** The entry of a tenant who asks now. */
  asked(tenantId: string, nowMs: number): TenantEntry {
    this.#sweep(nowMs)
    const entry = this.#entryOf(tenantId, nowMs)
    entry.demand.asked += 1
    entry.askedAtMs = nowMs
    if (!entry.isAsking) {
      entry.isAsking = true
      this.#askingCount += 1
    }
    return entry
  }

  #entryOf(tenantId: string, nowMs: number): TenantEntry {
    const known = this.#entries.get(tenantId)
    if (known !== undefined) {
      return known
    }
    if (this.#entries.size >= TENANTS_MAX && tenantId !== OTHERS) {
      return this.#entryOf(OTHERS, nowMs)
    }
    const bucket = this.#ratePerSecond === undefined ? undefined : new TokenBucket(this.#ratePerSecond, nowMs)
    const entry = {
      name: tenantId,
      inProgress: 0,
      askedAtMs: nowMs,
      isAsking: false,
      bucket,
      demand: newDemand(),
    }
    this.#entries.set(tenantId, entry)
    return entry
  }

  /** Forgets those who have nothing in progress and have not asked lately: their bucket is full again by then. */
  #sweep(nowMs: number): void {
    const elapsedMs = nowMs - this.#sweptAtMs
    if (elapsedMs < SWEEP_EVERY_MS) {
      return
    }
    this.#sweptAtMs = nowMs
    for (const entry of this.#entries.values()) {
      if (entry.inProgress === 0 && nowMs - entry.askedAtMs > ASKING_FOR_MS) {
        this.#entries.delete(entry.name)
        if (entry.isAsking) {
          entry.isAsking = false
          this.#askingCount -= 1
        }
      }
    }
    this.#heldCount = judgeDemand(
      [...this.#entries.values()].map(({ demand }) => demand),
      elapsedMs,
    )
  }
}
