import type { Measurement } from '@pantau/rule-kit'

/** The outcome of one measurement, and for `.err` the reason. */
export interface RuleOutcome {
  readonly outcome: string
  readonly value: number
  readonly reason?: string
}

/**
 * A rule configuration compiled to the function that places measurements; `references` is every outcome that it can give, `.err`
 * among them.
 */
export interface OutcomeTable {
  readonly references: readonly string[]
  /** Where each of them stands. */
  readonly referenceIndexes: ReadonlyMap<string, number>
  place(measurement: Measurement): RuleOutcome
}
