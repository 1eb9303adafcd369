import { compileOutcomeTable } from '../outcome/compile-outcome-table.ts'
import { ruleReferences } from '../outcome/outcome-references.ts'
import type { RuleReferences } from '../outcome/outcome-references.ts'
import type { Rule } from '@pantau/rule-kit'
import type { PlannedRule } from '../plan/plan.ts'
import { checkOutcomes } from './check-outcomes.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'
import type { RuleConfiguration } from './rule-configuration.ts'
import type { RuleRegistry } from './rule-registry.ts'

/** What became of one rule configuration. What is known of it is there even when something else is wrong, so that no check waits. */
export interface RuleCompilation {
  readonly rule?: Rule
  /** The outcomes that the rule can give under this configuration. */
  readonly references?: RuleReferences
  /** Present when there are no problems. */
  readonly planned?: PlannedRule
  readonly problems: readonly ConfigurationProblem[]
}

/** Checks one rule configuration against the rule that it configures, and binds the two. */
export function compileRule(
  configuration: RuleConfiguration,
  registry: RuleRegistry,
  path: string,
): RuleCompilation {
  const { id, cfg, config } = configuration
  const rule = registry.find(id)
  if (rule === undefined) {
    return {
      problems: [{ path: `${path}/id`, message: `${JSON.stringify(id)} is no rule of this deployment` }],
    }
  }
  const references = ruleReferences(rule, config)
  const bound = rule.bind(config.parameters ?? {})
  const parameterProblems = 'problems' in bound ? bound.problems : []
  const problems = [
    ...parameterProblems.map((problem) => ({
      path: `${path}/config/parameters${problem.path}`,
      message: problem.message,
    })),
    ...checkOutcomes(rule, config, `${path}/config`),
  ]
  if ('problems' in bound || problems.length > 0) {
    return { rule, references, problems }
  }
  const planned: PlannedRule = {
    ruleId: id,
    cfg,
    transactionTypes: rule.transactionTypes,
    bound: bound.rule,
    outcomes: compileOutcomeTable(rule, config),
  }
  return { rule, references, planned, problems }
}
