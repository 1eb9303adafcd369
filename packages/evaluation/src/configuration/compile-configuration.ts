import type { TransactionType } from '@pantau/rule-kit'
import { buildPlan } from '../plan/build-plan.ts'
import type { CompiledConfiguration, Plan } from '../plan/plan.ts'
import { compileTypology } from '../typology/compile-typology.ts'
import type { TypologyTemplate } from '../typology/compile-typology.ts'
import { checkNetworkMap } from './check-network-map.ts'
import { compileRules } from './compile-rules.ts'
import { configurationKey } from './configuration-key.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'
import type { ConfigurationSet } from './configuration-set.ts'
import { findDuplicates } from './find-duplicates.ts'
import { parseConfigurationSet } from './parse-configuration-set.ts'
import type { RuleRegistry } from './rule-registry.ts'

export type Compilation =
  | { readonly compiled: CompiledConfiguration; readonly set: ConfigurationSet }
  | { readonly problems: readonly ConfigurationProblem[] }

/**
 * Checks a configuration set and compiles it to one plan per message type. Nothing that could make a payment pass unseen gets through: an
 * outcome without a weight, a gap between bands, a term that nothing binds. Problems of form are answered first, because what they
 * hide cannot be checked; otherwise every problem is answered at once, with its place in the set.
 */
export function compileConfiguration(candidate: unknown, registry: RuleRegistry): Compilation {
  const parsed = parseConfigurationSet(candidate)
  if ('problems' in parsed) {
    return parsed
  }
  const { set } = parsed
  const rules = compileRules(set, registry)
  const typologies = set.typologies.map((typology, index) =>
    compileTypology(
      typology,
      (rule) => rules.get(configurationKey(rule))?.references,
      `/typologies/${index}`,
    ),
  )
  const entries = new Map(
    set.typologies.map((entry, index) => [configurationKey(entry), { index, entry }] as const),
  )
  const problems = [
    ...findDuplicates(set.rules, '/rules'),
    ...findDuplicates(set.typologies, '/typologies'),
    ...checkNetworkMap(set.networkMap, { rules, typologies: entries }),
    ...[...rules.values()].flatMap((rule) => rule.problems),
    ...typologies.flatMap((typology) => typology.problems),
  ]
  if (problems.length > 0) {
    return { problems }
  }
  const templates = typologies.flatMap(({ template }) => (template === undefined ? [] : [template]))
  const planned = [...rules].flatMap(([key, rule]) =>
    rule.planned === undefined ? [] : [[key, rule.planned] as const],
  )
  const plans = planAll(set, templates, new Map(planned))
  return {
    set,
    compiled: {
      networkMapCfg: set.networkMap.cfg,
      planFor: (transactionType) => plans.get(transactionType),
    },
  }
}

function planAll(
  set: ConfigurationSet,
  templates: readonly TypologyTemplate[],
  rules: Parameters<typeof buildPlan>[1]['rules'],
): ReadonlyMap<TransactionType, Plan> {
  const typologies = new Map(
    templates.map((template) => [configurationKey(template.configuration), template] as const),
  )
  return new Map(
    set.networkMap.messages.map((message) => [message.txTp, buildPlan(message, { rules, typologies })]),
  )
}
