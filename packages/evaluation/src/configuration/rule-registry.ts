import type { Rule } from '@pantau/rule-kit'

/** The rules that this deployment can run, by `<name>@<version>`. */
export interface RuleRegistry {
  find(ruleId: string): Rule | undefined
}
