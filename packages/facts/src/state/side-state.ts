import type { LazySection } from './lazy-section.ts'

/** A settled payment as one of its accounts keeps it; `counterparty` is the tag of the account on the other side. */
export interface RecentPayment {
  readonly atMs: number
  readonly counterparty: number
  readonly currency: string
  readonly amountMinor: bigint
  /** Kept for the newest `TEXTS_MAX` payments only. */
  readonly text?: string
}

/** An account on the other side: first and last payment over the life of the pair. */
export interface Counterparty {
  readonly tag: number
  readonly firstMs: number
  readonly lastMs: number
}

/** The newest of everything, newest first. Every counterparty of `payments` is among `counterparties`. */
export interface Recent {
  /** Event times of attempts. */
  attempts: number[]
  counterparties: Counterparty[]
  payments: RecentPayment[]
}

/** Statistics of all amounts of one currency. Logarithms are decimal, of minor units, in millionths. */
export interface CurrencyStatistics {
  readonly currency: string
  count: number
  sum: bigint
  squareSum: bigint
  logSum: bigint
  logSquareSum: bigint
  /** Nine counts, by first significant digit. */
  digits: number[]
  /** Payments that no later one reached, newest (and smallest) first. */
  largest: LargestPayment[]
}
export interface LargestPayment {
  readonly atMs: number
  readonly amountMinor: bigint
}

/** What is known over the whole life of one direction. */
export interface LifeProfile {
  count: number
  /** Event time of the first payment; 0 while there is none. */
  firstMs: number
  /** Twenty-four counts, by hour of the day (UTC). */
  hours: number[]
  /** In the order of their currencies. */
  currencies: CurrencyStatistics[]
}

/** Payments of one UTC day and currency that are older than `Recent.payments`; newest day first, then by currency. */
export interface DayTotal {
  /** Days since the epoch. */
  readonly day: number
  /** Empty for currencies that no longer have statistics of their own; their sum is not kept. */
  readonly currency: string
  count: number
  sumMinor: bigint
}

/** One direction of an account, in parts that are decoded when they are needed. */
export interface SideState {
  readonly recent: LazySection<Recent>
  readonly profile: LazySection<LifeProfile>
  readonly days: LazySection<DayTotal[]>
}
