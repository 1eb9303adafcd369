/** The outcomes of one rule in the order of their log-odds: from each level on, an outcome can count together with another rule's. */
export interface OutcomeLevels {
  /** Level of each outcome, by its index in the matrix; 0 for the lowest, and for those that never weigh anything. */
  readonly levelOf: Uint8Array
  readonly count: number
}

/** Outcomes whose log-odds are nearer than this are on one level: as whole weights they must still be told apart. */
const LEVEL_GAP = 0.1

/** @param logOdds by outcome; undefined for an outcome that never weighs anything */
export function outcomeLevels(logOdds: readonly (number | undefined)[]): OutcomeLevels {
  const ordered = logOdds
    .flatMap((value, outcome) => (value === undefined ? [] : [{ outcome, value }]))
    .sort((left, right) => left.value - right.value)
  const levelOf = new Uint8Array(logOdds.length)
  let level = 0
  for (const [position, { outcome, value }] of ordered.entries()) {
    const before = ordered[position - 1]
    level += before !== undefined && value - before.value >= LEVEL_GAP ? 1 : 0
    levelOf[outcome] = level
  }
  return { levelOf, count: level + 1 }
}
