import type { ConfigurationProblem } from '../configuration/configuration-problem.ts'
import { findDuplicates } from '../configuration/find-duplicates.ts'
import type { TypologyConfiguration } from '../configuration/typology-configuration.ts'
import { compileExpression } from '../expression/compile-expression.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import type { Scorer } from '../expression/scorer.ts'
import { numberFromText } from '../number-from-text.ts'
import type { RuleReferences } from '../outcome/outcome-references.ts'
import { checkWorkflow } from './check-workflow.ts'
import { compileWeights } from './compile-weights.ts'
import type { WeightedRule } from './compiled-typology.ts'

/** A checked typology before it is placed in a plan. */
export interface TypologyTemplate {
  readonly configuration: TypologyConfiguration
  /** In the order of the configuration's `rules`, which is also the order of the weights that `score` takes. */
  readonly rules: readonly WeightedTerm[]
  readonly score: Scorer
}

export type WeightedTerm = Omit<WeightedRule, 'ruleIndex'>

export interface TypologyCompilation {
  /** Present when there are no problems. */
  readonly template?: TypologyTemplate
  readonly problems: readonly ConfigurationProblem[]
}

/** What a rule can give, by (id, cfg); undefined when the rule is not known, which is a problem reported elsewhere. */
export type ReferencesOf = (rule: { readonly id: string; readonly cfg: string }) => RuleReferences | undefined

/** Checks one typology configuration and compiles it; `path` points to the typology. */
export function compileTypology(
  typology: TypologyConfiguration,
  referencesOf: ReferencesOf,
  path: string,
): TypologyCompilation {
  const termIds = typology.rules.map((rule) => rule.termId)
  const expression = parseExpression(typology.expression, termIds, `${path}/expression`)
  const references = typology.rules.map((rule) => referencesOf(rule))
  const terms = typology.rules.map((rule, index) => {
    const known = references[index]
    const { weights, problems } = compileWeights(
      rule.wghts,
      { used: expression.usedTerms.has(index), ...(known === undefined ? {} : { references: known }) },
      `${path}/rules/${index}/wghts`,
    )
    return { term: { ruleId: rule.id, cfg: rule.cfg, termId: rule.termId, weights }, problems }
  })
  const problems = [
    ...findDuplicates(typology.rules, `${path}/rules`),
    ...checkTerms(typology, `${path}/rules`),
    ...terms.flatMap((each) => each.problems),
    ...expression.problems,
    ...checkWorkflow(typology, (index) => references[index]?.weighed, `${path}/workflow`),
  ]
  if (expression.node === undefined || problems.length > 0) {
    return { problems }
  }
  return {
    template: {
      configuration: typology,
      rules: terms.map((each) => each.term),
      score: compileExpression(expression.node),
    },
    problems,
  }
}

/** Terms must be told apart from each other, and from numbers: in an expression the two look the same. */
function checkTerms(typology: TypologyConfiguration, path: string): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = []
  const terms = new Set<string>()
  for (const [index, { termId }] of typology.rules.entries()) {
    if (terms.has(termId)) {
      problems.push({ path: `${path}/${index}/termId`, message: `${JSON.stringify(termId)} is used twice` })
    }
    if (numberFromText(termId) !== undefined) {
      problems.push({ path: `${path}/${index}/termId`, message: 'must not read as a number' })
    }
    terms.add(termId)
  }
  return problems
}
