import type { OutcomeTable } from '../outcome/outcome-table.ts'
import type { WeightedRule } from './compiled-typology.ts'

/** A score's weights as plain numbers beside each other: looked up for every payment, in all typologies. */
export interface WeightTable {
  /** Of each rule of the typology, its index in the plan's `rules`. */
  readonly ruleIndexes: Int32Array
  /** Of each, where the weights of its outcomes begin; they are in the order of its references. */
  readonly starts: Int32Array
  /** No number where an outcome has no weight. */
  readonly weights: Float64Array
}

/** @param outcomesOf those that a rule of the plan can give, by its index */
export function weightTable(
  rules: readonly WeightedRule[],
  outcomesOf: (ruleIndex: number) => Pick<OutcomeTable, 'references'>,
): WeightTable {
  const starts: number[] = []
  const weights: number[] = []
  for (const rule of rules) {
    starts.push(weights.length)
    weights.push(
      ...outcomesOf(rule.ruleIndex).references.map((reference) => rule.weights.get(reference) ?? Number.NaN),
    )
  }
  return {
    ruleIndexes: Int32Array.from(rules, ({ ruleIndex }) => ruleIndex),
    starts: Int32Array.from(starts),
    weights: Float64Array.from(weights),
  }
}
