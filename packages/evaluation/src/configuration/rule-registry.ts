import type { Rule } from '@pantau/rule-kit'
import type { RuleKnowledge } from '../lint/rule-knowledge.ts'

/** The rules that this deployment can run, by `<name>@<version>`. */
export interface RuleRegistry {
  find(ruleId: string): Rule | undefined
  /** What is known of the rules for checking a configuration before it is activated. */
  readonly knowledge?: RuleKnowledge
}
