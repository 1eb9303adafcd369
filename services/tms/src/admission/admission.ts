import type { Clock } from '@pantau/stream'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import { HEAVY_RATIO } from './judge-demand.ts'
import type { NeighbourLimit, NeighbourLoad } from './neighbour-limit.ts'
import { RetryAdvice } from './retry-advice.ts'
import { TenantTable } from './tenant-table.ts'
import type { TenantEntry } from './tenant-table.ts'
import { Ticket } from './ticket.ts'

/**
 * What is refused last stands first: a status report ends a payment whose first half is accepted, a bulk can wait, and who is not known
 * gets nothing that others need.
 */
export const PRIORITIES = ['report', 'initiation', 'bulk', 'unidentified'] as const
export type Priority = (typeof PRIORITIES)[number]

/**
 * The share of the limit up to which messages of a priority are let in. An initiation that is accepted brings a report, which takes as long,
 * and the reports of a batch come together, perhaps before the places of their initiations are free: more than half of the places are theirs.
 * What the limit is follows from what messages take, so that this costs no throughput.
 */
const CEILINGS: Readonly<Record<Priority, number>> = {
  report: 1,
  initiation: 0.4,
  bulk: 0.25,
  unidentified: 0.15,
}

/** The same of what each tenant has for sure: more of it, since who stays below its share is not why there is no room. */
const SHARE_CEILINGS: Readonly<Record<Priority, number>> = {
  report: 1,
  initiation: 0.75,
  bulk: 0.25,
  unidentified: 0,
}

/** `rate`: the tenant comes more often than it may. `share`: others ask too, and it has its share. `limit`: the process is full. */
export const REFUSAL_REASONS = ['limit', 'share', 'rate'] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** No tenant has this name. Callers whose token is not good share it, until they learn that after their message was read. */
export const UNIDENTIFIED = ''

/** Where the tenant stands, for those who are limited by rate. */
export interface RateState {
  readonly ratePerSecond: number
  readonly remaining: number
  readonly waitMs: number
}

export type Decision = { readonly rate?: RateState } & (
  | { readonly kind: 'admitted'; readonly ticket: Ticket }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly retryAfterMs: number }
)

export interface AdmissionObserver {
  admitted(priority: Priority): void
  refused(reason: RefusalReason): void
  /** A message was through after this time. */
  measured(latencyMs: number): void
}

export interface AdmissionOptions {
  readonly limit: ConcurrencyLimit
  /** What keeps to the latency though throughput suffers: it holds for heavy tenants while others ask. */
  readonly strictLimit: ConcurrencyLimit
  /** What heavy tenants that are refused anyway have together while others ask. */
  readonly neighbourLimit: NeighbourLimit
  /** Messages a second that each tenant may send; any number when undefined. */
  readonly tenantRatePerSecond?: number
  readonly clock: Clock
  /** From 0 to below 1. */
  readonly random: () => number
  readonly observer?: AdmissionObserver
}

/** A process with less than this share of its limit in progress that has refused nobody for this long is not short of anything. */
const CALM_SHARE = 0.25
const CALM_AFTER_MS = 1_000
/** A tenant that is held has at least this share of what its neighbours have on average. */
const HELD_SHARE_MIN = 0.5

/**
 * Decides which messages are taken on, before their bodies are read. While there is room anybody may use it. When there is none, a
 * tenant with less in progress than its share still gets in, so that the others are cut down to theirs: at most twice the limit is in
 * progress, and only while that happens. While others ask, a heavy tenant has no more than the strict limit or its share, whichever is more: the
 * throughput that a longer queue would give it is paid by them, in latency.
 */
export class Admission {
  readonly #options: AdmissionOptions
  readonly #tenants: TenantTable
  readonly #advice: RetryAdvice
  #inProgress = 0
  #crowdedAtMs = Number.NEGATIVE_INFINITY
  readonly #waiters = new Set<() => void>()

  constructor(options: AdmissionOptions) {
    this.#options = options
    this.#tenants = new TenantTable(options.tenantRatePerSecond)
    this.#advice = new RetryAdvice(options.random)
  }

  get limit(): number {
    return this.#options.limit.limit
  }

  get inProgress(): number {
    return this.#inProgress
  }

  get tenantsAsking(): number {
    return this.#tenants.askingCount
  }

  /** Tenants that are held to what keeps their neighbours' latency. */
  get tenantsHeld(): number {
    return this.#tenants.heldCount
  }

  /** Whether anybody's message of the priority would be let in, as far as places go. */
  hasRoom(priority: Priority): boolean {
    return this.#inProgress < this.limit * CEILINGS[priority]
  }

  ask(tenantId: string, priority: Priority): Decision {
    const nowMs = this.#options.clock.nowMs()
    const tenant = this.#tenants.asked(tenantId, nowMs)
    const rate = this.#rateOf(tenant, nowMs)
    const reason = this.#reasonToRefuse(tenant, priority, rate)
    if (reason === undefined) {
      return this.#admit(tenant, priority, rate)
    }
    if (reason !== 'rate') {
      tenant.demand.crowdedOut += 1
      this.#crowdedAtMs = nowMs
    }
    this.#options.observer?.refused(reason)
    const waitMs = reason === 'rate' ? (rate?.waitMs ?? 0) : 0
    const retryAfterMs = this.#advice.retryAfterMs(waitMs, nowMs)
    return { kind: 'refused', reason, retryAfterMs, ...(rate === undefined ? {} : { rate }) }
  }

  /** Resolves when a place became free, or after a time at the latest. */
  change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel()
        this.#waiters.delete(wake)
        resolve()
      }
      const cancel = this.#options.clock.after(withinMs, wake)
      this.#waiters.add(wake)
    })
  }

  #rateOf({ bucket }: TenantEntry, nowMs: number): RateState | undefined {
    const { tenantRatePerSecond: ratePerSecond } = this.#options
    return bucket === undefined || ratePerSecond === undefined
      ? undefined
      : { ratePerSecond, ...bucket.level(nowMs) }
  }

  #reasonToRefuse(
    tenant: TenantEntry,
    priority: Priority,
    rate: RateState | undefined,
  ): RefusalReason | undefined {
    if (rate !== undefined && rate.waitMs > 0) {
      return 'rate'
    }
    const sharers = this.#tenants.askingCount
    if (tenant.inProgress >= this.#heldTo(tenant, sharers) * CEILINGS[priority]) {
      return 'share'
    }
    const bound = this.#isHeavy(tenant, sharers) ? this.#options.strictLimit.limit : this.limit
    if (this.#inProgress < bound * CEILINGS[priority]) {
      return undefined
    }
    if (sharers <= 1 || priority === 'unidentified') {
      return 'limit'
    }
    const share = (this.limit * SHARE_CEILINGS[priority]) / sharers
    return tenant.inProgress < Math.max(1, Math.floor(share)) ? undefined : 'share'
  }

  /** What a tenant may have while it is held; any number while it is not. */
  #heldTo({ inProgress, demand }: TenantEntry, sharers: number): number {
    if (demand.heldAbovePerMs === undefined || sharers <= 1) {
      return Number.POSITIVE_INFINITY
    }
    const perNeighbour = (this.#inProgress - inProgress) / (sharers - 1)
    return Math.max(
      1,
      HELD_SHARE_MIN * perNeighbour,
      this.#options.neighbourLimit.limit / this.#tenants.heldCount,
    )
  }

  #loadOf(nowMs: number): NeighbourLoad {
    if (this.#tenants.heldCount > 0) {
      return 'held'
    }
    return nowMs - this.#crowdedAtMs > CALM_AFTER_MS && this.#inProgress < this.limit * CALM_SHARE
      ? 'calm'
      : 'crowded'
  }

  /** It has far more than the tenants who ask have on average, and more than all others together. */
  #isHeavy({ inProgress }: TenantEntry, sharers: number): boolean {
    return (
      sharers > 1 &&
      inProgress * 2 > this.#inProgress &&
      inProgress * sharers > HEAVY_RATIO * this.#inProgress
    )
  }

  #admit(tenant: TenantEntry, priority: Priority, rate: RateState | undefined): Decision {
    const { limit, strictLimit, neighbourLimit, clock, observer } = this.#options
    observer?.admitted(priority)
    tenant.bucket?.take()
    tenant.inProgress += 1
    tenant.demand.admitted += 1
    this.#inProgress += 1
    const ticket = new Ticket({
      clock,
      measured: (latencyMs) => {
        observer?.measured(latencyMs)
        const nowMs = clock.nowMs()
        limit.observe(latencyMs, this.#inProgress, nowMs)
        strictLimit.observe(latencyMs, this.#inProgress, nowMs)
        if (tenant.demand.heldAbovePerMs === undefined) {
          neighbourLimit.observe(latencyMs, this.#loadOf(nowMs), limit.limit, nowMs)
        }
      },
      released: () => {
        tenant.inProgress -= 1
        this.#inProgress -= 1
        for (const wake of this.#waiters) {
          wake()
        }
      },
    })
    const left = rate === undefined ? {} : { rate: { ...rate, remaining: rate.remaining - 1 } }
    return { kind: 'admitted', ticket, ...left }
  }
}
