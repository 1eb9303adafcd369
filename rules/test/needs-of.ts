import type { FactDescriptor, Rule } from '@pantau/rule-kit'

/** For tests of rules: the facts that a rule asks for under a configuration, which `createRuleProbe` answers by their kind alone. */
export function needsOf(
  rule: Rule,
  { config }: { readonly config: { readonly parameters: unknown } },
): readonly FactDescriptor[] {
  const bound = rule.bind(config.parameters)
  if ('problems' in bound) {
    throw new Error(JSON.stringify(bound.problems))
  }
  return bound.rule.facts
}
