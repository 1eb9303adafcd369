import type { RuleFace } from '@pantau/rule-kit'
import type { RuleConfiguration } from '../configuration/rule-configuration.ts'
import { ERROR_OUTCOME } from './rule-result.ts'

/** Every outcome that a rule can give under a configuration, `.err` first; each of them needs a weight. */
export function outcomeReferences(face: RuleFace, config: RuleConfiguration['config']): readonly string[] {
  const references = [
    ERROR_OUTCOME,
    ...(config.exitConditions ?? []).map((exit) => exit.subRuleRef),
    ...(config.bands ?? []).map((band) => band.subRuleRef),
    ...(config.cases === undefined
      ? []
      : [...config.cases.expressions.map((each) => each.subRuleRef), config.cases.alternative.subRuleRef]),
    ...face.fixedOutcomes,
  ]
  return [...new Set(references)]
}
