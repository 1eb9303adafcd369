/**
 * The names that a row of values stands for, in order: those of the rules and typologies of an evaluation, or of the facts of an event. They
 * are the same for every payment of one plan, and more than half of the bytes, so rows keep the values and name their layout.
 */
export interface Layout {
  /** Follows from the names, so that every process gives the same names the same id. */
  readonly id: string
  readonly names: readonly string[]
}
