import type { RuleConfiguration } from '../configuration/rule-configuration.ts'
import type { TypologyConfiguration } from '../configuration/typology-configuration.ts'
import type { ExpressionNode } from '../expression/expression-node.ts'
import type { Interval } from '../expression/interval.ts'

/** One outcome that a rule can give, with its weight in the typology. */
export interface LintedOutcome {
  readonly ref: string
  readonly weight: number
}

/** A rule of a typology, as the lint looks at it. */
export interface LintedRule {
  readonly id: string
  readonly cfg: string
  readonly path: string
  /** What it can give when it could tell; `.err` leads to a review by itself and is apart. */
  readonly outcomes: readonly LintedOutcome[]
  readonly errorWeight: number
  /** The outcomes of its bands, in the order of the bands; empty for cases and fixed outcomes. */
  readonly bands: readonly LintedOutcome[]
  /** The weights of `outcomes`. */
  readonly range: Interval
  /** Whether it looks at earlier findings, which makes its typology a follow-up. */
  readonly readsFindings: boolean
  /** Absent where the map names it without a configuration. */
  readonly configuration?: RuleConfiguration
}

/** A typology that compiles, with what its rules can give. */
export interface LintedTypology {
  readonly configuration: TypologyConfiguration
  readonly path: string
  readonly node: ExpressionNode
  readonly rules: readonly LintedRule[]
}
