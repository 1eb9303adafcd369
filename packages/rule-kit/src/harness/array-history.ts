import type { Direction } from '../fact.ts'
import type { ConditionInForce } from '../fact-values.ts'
import { ATTEMPTS_MAX } from '../history-view.ts'
import type { HistoryView } from '../history-view.ts'

/** One earlier payment attempt of an account, of any status. */
export interface EarlierAttempt {
  readonly accountId: string
  readonly direction: Direction
  /** Event time, milliseconds since the epoch (UTC). */
  readonly atMs: number
}

/** For tests of rules: a history made of plain values, which answers as the store does. */
export function createArrayHistory(
  attempts: readonly EarlierAttempt[],
  conditions: readonly ConditionInForce[] = [],
): HistoryView {
  return {
    attemptTimesMs: (request) =>
      attempts
        .filter(
          (attempt) =>
            attempt.accountId === request.accountId &&
            attempt.direction === request.direction &&
            attempt.atMs >= request.fromMs &&
            attempt.atMs <= request.toMs,
        )
        .map((attempt) => attempt.atMs)
        .sort((a, b) => b - a)
        .slice(0, ATTEMPTS_MAX),
    conditionsInForce: () => conditions,
  }
}
