import type { Direction } from './fact.ts'
import type { ConditionInForce } from './fact-values.ts'

/** The newest attempts that a capture looks at. Every band edge of a counting rule must stay below it, so bands are exact. */
export const ATTEMPTS_MAX = 64

/**
 * What was committed before the message at hand, as of its place in the accepted order.
 * Implemented by the store over one batched read, and by an array in tests.
 */
export interface HistoryView {
  /**
   * Event times of the account's attempts inside `[fromMs, toMs]`, newest first, at most `ATTEMPTS_MAX`.
   * The payment at hand is not among them.
   */
  attemptTimesMs(request: AttemptRequest): readonly number[]
  /** Conditions in force for this payment; the store has already matched time, perspective and event type. */
  conditionsInForce(): readonly ConditionInForce[]
}

export interface AttemptRequest {
  readonly accountId: string
  readonly direction: Direction
  readonly fromMs: number
  readonly toMs: number
}
