/** The outcome of a rule that could not tell. It always leads to a review, never to a silent pass. */
export const ERROR_OUTCOME = '.err'

/** What one rule said of one payment. */
export interface RuleResult {
  readonly ruleId: string
  readonly cfg: string
  /** The outcome's reference: `.01`, `.x00`, `.err`, or a fixed outcome such as `block`. */
  readonly outcome: string
  /** The value that the outcome was based on; 0 where there was none. */
  readonly value: number
  /** Only with `.err`: why the rule could not tell. */
  readonly reason?: string
  readonly durationNs: number
}
