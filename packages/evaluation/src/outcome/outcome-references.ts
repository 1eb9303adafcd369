import type { RuleFace } from '@pantau/rule-kit'
import type { RuleConfiguration } from '../configuration/rule-configuration.ts'
import { ERROR_OUTCOME } from './rule-result.ts'

/** The outcomes that a rule can give under a configuration. */
export interface RuleReferences {
  /** Each of them needs a weight; `.err` first. */
  readonly weighed: readonly string[]
  /** Optional exits that the configuration leaves out: they weigh 0 where a typology does not list them. */
  readonly silent: readonly string[]
}

/** Every outcome that a rule can give under a configuration. */
export function ruleReferences(face: RuleFace, config: RuleConfiguration['config']): RuleReferences {
  const weighed = new Set([
    ERROR_OUTCOME,
    ...(config.exitConditions ?? []).map((exit) => exit.subRuleRef),
    ...(config.bands ?? []).map((band) => band.subRuleRef),
    ...(config.cases === undefined
      ? []
      : [...config.cases.expressions.map((each) => each.subRuleRef), config.cases.alternative.subRuleRef]),
    ...face.fixedOutcomes,
  ])
  const silent = (face.optionalExits ?? []).filter((exit) => !weighed.has(exit))
  return { weighed: [...weighed], silent }
}
