import type { RuleConfiguration } from '../configuration/rule-configuration.ts'

/** What the authors of rules know of them that their outcomes do not show. */
export interface RuleKnowledge {
  /** Whether a rule's higher bands are the riskier ones, or its lower ones; undefined where neither holds. */
  riskOrder(ruleId: string): 'rising' | 'falling' | undefined
  /** Why two configured rules find the same thing, so that a sum of both counts it twice; undefined where they do not. */
  overlap(first: RuleConfiguration, second: RuleConfiguration): string | undefined
}
