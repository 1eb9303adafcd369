import { finding } from './finding.ts'
import type { ConfigurationFinding, FindingName } from './finding.ts'
import type { LintedOutcome, LintedRule, LintedTypology } from './linted-typology.ts'
import type { RuleKnowledge } from './rule-knowledge.ts'

/** Weights that are no whole numbers from 0, or that are higher where there is less to worry about. */
export function lintWeights(
  { configuration, rules }: LintedTypology,
  knowledge: RuleKnowledge | undefined,
): readonly ConfigurationFinding[] {
  return rules.flatMap((rule) => {
    const all = [...rule.outcomes, { ref: '.err', weight: rule.errorWeight }]
    const against = againstRisk(rule, knowledge?.riskOrder(rule.id))
    return [
      ...tell(
        'negative-weight',
        rule,
        all.filter(({ weight }) => weight < 0),
        'weighs less than nothing with',
      ),
      ...tell(
        'fractional-weight',
        rule,
        all.filter(({ weight }) => !Number.isInteger(weight)),
        'weighs a fraction with',
      ),
      ...(against === undefined
        ? []
        : [
            finding(
              'weights-against-risk',
              `${rule.path}/wghts`,
              `${rule.id} weighs less with ${against.higher.ref} than with ${against.lower.ref} in ${configuration.cfg}, although it is the riskier of the two`,
            ),
          ]),
    ]
  })
}

function tell(
  name: FindingName,
  rule: LintedRule,
  outcomes: readonly LintedOutcome[],
  words: string,
): readonly ConfigurationFinding[] {
  const refs = outcomes.map(({ ref }) => ref).join(', ')
  return outcomes.length === 0 ? [] : [finding(name, `${rule.path}/wghts`, `${rule.id} ${words} ${refs}`)]
}

/** The first neighbours of which the riskier one weighs less. A rule whose weights are 0 and 1 is a gate, and not ordered by risk. */
function againstRisk(
  { bands, outcomes }: LintedRule,
  order: ReturnType<RuleKnowledge['riskOrder']>,
): { readonly lower: LintedOutcome; readonly higher: LintedOutcome } | undefined {
  if (order === undefined || outcomes.every(({ weight }) => weight === 0 || weight === 1)) {
    return undefined
  }
  const rising = order === 'rising' ? bands : bands.toReversed()
  for (const [index, higher] of rising.entries()) {
    const lower = rising[index - 1]
    if (lower !== undefined && higher.weight < lower.weight) {
      return { lower, higher }
    }
  }
  return undefined
}
