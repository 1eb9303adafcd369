import { compileRules } from '../configuration/compile-rules.ts'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'
import type { RuleRegistry } from '../configuration/rule-registry.ts'
import type { ConfigurationFinding } from './finding.ts'
import { lintGates } from './lint-gates.ts'
import { lintMessageTypes } from './lint-message-types.ts'
import { lintOverlaps } from './lint-overlaps.ts'
import { lintPairs } from './lint-pairs.ts'
import { lintSingleOutcomes } from './lint-single-outcomes.ts'
import { lintThresholds } from './lint-thresholds.ts'
import { lintUsage } from './lint-usage.ts'
import { lintWeights } from './lint-weights.ts'
import { lintedTypologies } from './linted-typologies.ts'

/** Everything about a set that compiles which its author hardly meant. */
export function lintConfiguration(
  set: ConfigurationSet,
  registry: RuleRegistry,
): readonly ConfigurationFinding[] {
  const { knowledge } = registry
  const typologies = lintedTypologies(set, compileRules(set, registry))
  return [
    ...lintMessageTypes(set.networkMap),
    ...typologies.flatMap((typology) => [
      ...lintThresholds(typology),
      ...lintSingleOutcomes(typology),
      ...lintGates(typology),
      ...lintPairs(typology),
      ...lintWeights(typology, knowledge),
      ...lintOverlaps(typology, knowledge),
    ]),
    ...lintUsage(set, typologies),
  ]
}
