/** A compiled expression: the score from the weights of a typology's rules, in the order of the typology's rules. */
export type Scorer = (weights: readonly number[]) => number
