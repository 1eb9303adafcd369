export interface PartLifetimes {
  /** How long parts are kept, from the first on, of a payment that is not complete. */
  readonly incompleteMs: number
  /** How long they are kept once they are complete: the part that completed them may be delivered again, if its output was lost. */
  readonly completeMs: number
}

/** Incomplete ones stay long enough for the reconciler to have published the payment again. */
export const PART_LIFETIMES: PartLifetimes = { incompleteMs: 1_800_000, completeMs: 120_000 }
