/** What one typology said of one payment; its rule results are those of the plan, referenced and never repeated. */
export interface TypologyResult {
  readonly typologyId: string
  readonly cfg: string
  readonly score: number
  /** Somebody should look: the score reached the alert threshold, a block is in force, or a rule could not tell. */
  readonly review: boolean
  /** The payment should be stopped: the score reached the interdiction threshold and no condition suppressed that. */
  readonly interdict: boolean
  readonly durationNs: number
}
