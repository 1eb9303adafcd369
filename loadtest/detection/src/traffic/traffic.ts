import type { AccountDirectory } from './account-directory.ts'
import type { PaymentColumns } from './payment-columns.ts'

/** Messages in the order in which they reach the system: an index into the payments each, and which of its two messages it is. */
export interface Arrivals {
  readonly count: number
  readonly payment: Uint32Array
  /** `TRANSFER` or `REPORT`. A message that appears twice was sent twice. */
  readonly message: Uint8Array
}

export const TRANSFER = 0
export const REPORT = 1

/** Everything that the system under test is shown. It holds nothing that says what is illicit. */
export interface Traffic {
  readonly tenantId: string
  readonly accounts: AccountDirectory
  readonly payments: PaymentColumns
  readonly arrivals: Arrivals
  /** Payments created from here on are scored; what is before builds history. */
  readonly scoredFromMs: number
  /** End of the horizon: no payment is created later. */
  readonly endMs: number
}
