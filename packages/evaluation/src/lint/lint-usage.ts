import { configurationKey } from '../configuration/configuration-key.ts'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'
import { finding } from './finding.ts'
import type { ConfigurationFinding } from './finding.ts'
import type { LintedTypology } from './linted-typology.ts'
import { termsOf } from '../expression/terms-of.ts'

/** What a set holds for nothing: rules that run without counting, and configurations that nothing names. */
export function lintUsage(
  set: ConfigurationSet,
  typologies: readonly LintedTypology[],
): readonly ConfigurationFinding[] {
  const references = set.networkMap.messages.flatMap((message) => message.typologies)
  const mapped = new Set(references.map(configurationKey))
  const named = new Set([
    ...references.flatMap((reference) => reference.rules.map(configurationKey)),
    ...set.typologies.flatMap((typology) => typology.rules.map(configurationKey)),
  ])
  return [
    ...typologies.flatMap(unusedRules),
    ...set.typologies.flatMap((typology, index) =>
      mapped.has(configurationKey(typology))
        ? []
        : [
            finding(
              'unused-configuration',
              `/typologies/${index}`,
              `no message is mapped to ${typology.cfg}`,
            ),
          ],
    ),
    ...set.rules.flatMap((rule, index) =>
      named.has(configurationKey(rule))
        ? []
        : [
            finding(
              'unused-configuration',
              `/rules/${index}`,
              `no typology has ${rule.id} with cfg ${rule.cfg}`,
            ),
          ],
    ),
  ]
}

/** Rules that are run for a typology and change nothing in it. */
function unusedRules({ configuration, node, rules }: LintedTypology): readonly ConfigurationFinding[] {
  const used = termsOf(node)
  return rules.flatMap((rule, index) => {
    if (rule.id === configuration.workflow.flowProcessor) {
      return []
    }
    const weighsNothing = rule.range.min === 0 && rule.range.max === 0
    return used.has(index) && !weighsNothing
      ? []
      : [finding('unused-rule', rule.path, `${rule.id} changes nothing in ${configuration.cfg}`)]
  })
}
