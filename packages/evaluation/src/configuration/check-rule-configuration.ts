import { checkBands } from './check-bands.ts'
import { checkCases } from './check-cases.ts'
import { compileRule } from './compile-rule.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'
import type { RuleConfiguration } from './rule-configuration.ts'
import type { RuleRegistry } from './rule-registry.ts'

/**
 * Checks what can be known of a rule configuration by itself, before anything refers to it: against the rule where this deployment has
 * it, else that its bands and cases make sense. A rule that comes with the next version may be configured ahead.
 */
export function checkRuleConfiguration(
  configuration: RuleConfiguration,
  registry: RuleRegistry,
): readonly ConfigurationProblem[] {
  if (registry.find(configuration.id) !== undefined) {
    return compileRule(configuration, registry, '').problems
  }
  const { bands = [], cases } = configuration.config
  return [
    ...(bands.length === 0 ? [] : checkBands(bands, undefined, '/config/bands')),
    ...(cases === undefined ? [] : checkCases(cases, '/config/cases')),
  ]
}
