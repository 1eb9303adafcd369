/** A chain of payments that leads to the account: times increase, amounts stay similar. */
export interface FlowTag {
  /** The account where the chain begins. */
  readonly origin: number
  /** Event times of the chain's first and newest payment. */
  readonly firstMs: number
  readonly lastMs: number
  /** Of the newest payment. */
  readonly currency: string
  readonly amountMinor: bigint
  readonly hops: number
}

/** An account that paid this one, and was no hub when it did. */
export interface Funder {
  readonly accountId: string
  readonly lastMs: number
}

/** `sender` paid this account at `lastMs`, having been paid by `funder` shortly before. Both are tags. */
export interface SenderFunder {
  readonly funder: number
  readonly sender: number
  readonly lastMs: number
}

/** A payment with a location, in millionths of degrees (11 cm at the equator). */
export interface LocatedPayment {
  readonly atMs: number
  readonly latitude: number
  readonly longitude: number
}
export const LOCATION_SCALE = 1_000_000
