import type { BoundRule, FactDescriptor, TransactionType } from '@pantau/rule-kit'
import type { OutcomeTable } from '../outcome/outcome-table.ts'
import type { CompiledTypology } from '../typology/compiled-typology.ts'

/** One rule of a plan: bound to its parameters, with the table that turns its measurement into an outcome. */
export interface PlannedRule {
  readonly ruleId: string
  readonly cfg: string
  readonly transactionTypes: readonly TransactionType[]
  readonly bound: BoundRule
  readonly outcomes: OutcomeTable
}

/**
 * What is done with a message of one type: its rules, deduplicated over all typologies by (id, cfg), and its typologies.
 * `RuleResult`s are kept in the order of `rules`, and `TypologyResult`s in the order of `typologies`.
 */
export interface Plan {
  readonly transactionType: TransactionType
  /** `messages[].id` and `.cfg` of the network map; they name the decision step in a report. */
  readonly messageId: string
  readonly messageCfg: string
  readonly rules: readonly PlannedRule[]
  readonly typologies: readonly CompiledTypology[]
  /** The facts of all rules, each once. */
  readonly facts: readonly FactDescriptor[]
}

/** A configuration set that passed every check, compiled once. */
export interface CompiledConfiguration {
  readonly networkMapCfg: string
  planFor(transactionType: TransactionType): Plan | undefined
}
