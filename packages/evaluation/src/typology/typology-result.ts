/** What one typology said of one payment; its rule results are those of the plan, referenced and never repeated. */
export interface TypologyResult {
  readonly typologyId: string
  readonly cfg: string
  /** 0 where the expression gave no finite number; `reason` then says so. */
  readonly score: number
  /** Somebody should look: the score reached the alert threshold, a block is in force, or the typology could not tell. */
  readonly review: boolean
  /** The payment should be stopped: the score reached the interdiction threshold and no condition suppressed that. */
  readonly interdict: boolean
  /** Only where the typology could not tell, and therefore asks for a review whatever its score: why not. */
  readonly reason?: string
  readonly durationNs: number
}
