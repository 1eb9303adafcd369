/** A compiled expression: the score from the weights of a typology's rules, in the order of the typology's rules. */
export interface Scorer {
  (weights: readonly number[]): number
  /** Where the weight stands that is the score, if it is a single one. */
  readonly term?: number
}
