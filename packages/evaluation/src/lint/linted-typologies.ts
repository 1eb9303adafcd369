import { ERROR_OUTCOME } from '../outcome/rule-result.ts'
import type { RuleReferences } from '../outcome/outcome-references.ts'
import type { RuleCompilation } from '../configuration/compile-rule.ts'
import { readsFindings } from '../plan/reads-findings.ts'
import { configurationKey } from '../configuration/configuration-key.ts'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'
import type { RuleConfiguration } from '../configuration/rule-configuration.ts'
import type { TypologyConfiguration } from '../configuration/typology-configuration.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import { compileWeights } from '../typology/compile-weights.ts'
import type { LintedOutcome, LintedRule, LintedTypology } from './linted-typology.ts'

type TypologyRule = TypologyConfiguration['rules'][number]

/** The typologies of a set that compiles, with what their rules can give. */
export function lintedTypologies(
  set: ConfigurationSet,
  rules: ReadonlyMap<string, RuleCompilation>,
): readonly LintedTypology[] {
  const configurations = new Map(set.rules.map((each) => [configurationKey(each), each] as const))
  return set.typologies.flatMap((configuration, index) => {
    const path = `/typologies/${index}`
    const termIds = configuration.rules.map((rule) => rule.termId)
    const { node } = parseExpression(configuration.expression, termIds, path)
    const linted = configuration.rules.map((rule, ruleIndex) => {
      const key = configurationKey(rule)
      return lintedRule(rule, `${path}/rules/${ruleIndex}`, rules.get(key), configurations.get(key))
    })
    return node === undefined ? [] : [{ configuration, path, node, rules: linted }]
  })
}

const UNKNOWN: RuleReferences = { weighed: [], silent: [] }
const UNCOMPILED: RuleCompilation = { problems: [] }

function lintedRule(
  rule: TypologyRule,
  path: string,
  { references = UNKNOWN, planned }: RuleCompilation = UNCOMPILED,
  configuration?: RuleConfiguration,
): LintedRule {
  const { weights } = compileWeights(rule.wghts, { references, used: false }, path)
  const outcomeOf = (ref: string): LintedOutcome => ({ ref, weight: weights.get(ref) ?? 0 })
  const outcomes = [...references.weighed, ...references.silent]
    .filter((ref) => ref !== ERROR_OUTCOME)
    .map(outcomeOf)
  const numbers = outcomes.map((outcome) => outcome.weight)
  return {
    id: rule.id,
    cfg: rule.cfg,
    path,
    outcomes,
    errorWeight: outcomeOf(ERROR_OUTCOME).weight,
    bands: (configuration?.config.bands ?? []).map((band) => outcomeOf(band.subRuleRef)),
    // Of a rule that is not known nothing can be said; where it stands in an expression, that is a problem reported elsewhere.
    range:
      numbers.length === 0 ? { min: 0, max: 0 } : { min: Math.min(...numbers), max: Math.max(...numbers) },
    readsFindings: planned !== undefined && readsFindings(planned),
    ...(configuration === undefined ? {} : { configuration }),
  }
}
