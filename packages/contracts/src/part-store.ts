/** One part of a payment's rule results, on its way into the store. */
export interface StoredPart {
  /** Names the payment, its configuration and the way its rules are divided. */
  readonly key: string
  /** The place of the part among those of its payment, from 0. */
  readonly index: number
  /** How many parts the payment has. */
  readonly count: number
  readonly bytes: Uint8Array
}

/** What is there of one payment. */
export interface CollectedParts {
  /** By index; of several parts with one index, the one that came first. */
  readonly parts: ReadonlyMap<number, Uint8Array>
  /** How long ago the first of them came, in milliseconds. */
  readonly ageMs: number
}

/**
 * Keeps parts until their payment is complete, where every instance of the typology processor reaches them. It may lose them: a payment
 * that is not decided in time is published again from the record of truth, and its parts come again.
 */
export interface PartStore {
  /**
   * Adds each part and answers what is then there of its payment, in the order given. Atomic per payment, so that of two instances that
   * add the last two parts at least one sees all.
   *
   * @throws an error with `retryAfterMs` while the store is away
   */
  add(parts: readonly StoredPart[]): Promise<readonly CollectedParts[]>
}
