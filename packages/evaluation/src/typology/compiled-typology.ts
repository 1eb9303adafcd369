import type { WeightTable } from './weight-table.ts'

/** One rule of a typology, with the weight of each of its outcomes. */
export interface WeightedRule {
  /** Index of the rule in the plan's `rules`. */
  readonly ruleIndex: number
  readonly ruleId: string
  readonly cfg: string
  readonly termId: string
  readonly weights: ReadonlyMap<string, number>
}

/** A typology that passed every check: every outcome of every rule has a weight, and every term of the expression is bound. */
export interface CompiledTypology {
  readonly typologyId: string
  readonly cfg: string
  readonly name?: string
  readonly description?: string
  readonly alertThreshold: number
  readonly interdictionThreshold?: number
  /** The score from which later payments of both accounts know of this one without an alert. */
  readonly rememberThreshold?: number
  /** Index in the plan's `rules` of the event-flow rule, with its id as configured. */
  readonly flowProcessor?: { readonly ruleId: string; readonly ruleIndex: number }
  readonly rules: readonly WeightedRule[]
  /** The same weights, for scoring. */
  readonly weightTable: WeightTable
  /** Whether one of its rules looks at earlier findings: what it says may follow from them, so that they must not follow from it. */
  readonly isFollowUp: boolean
  /** The score, from one weight per entry of `rules`. */
  score(weights: readonly number[]): number
}
