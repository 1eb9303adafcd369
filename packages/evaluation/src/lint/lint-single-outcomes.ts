import { boundsOf } from '../expression/bounds-of.ts'
import type { Interval } from '../expression/interval.ts'
import { finding } from './finding.ts'
import type { ConfigurationFinding } from './finding.ts'
import type { LintedTypology } from './linted-typology.ts'
import { scoreParts } from './score-parts.ts'

/**
 * Rules of which one outcome is enough for an alert while the gates are open and all other rules weigh the least that they can. A gate
 * that also counts contributes here as any other rule: it counts when it is the rule in question.
 */
export function lintSingleOutcomes({
  configuration,
  path,
  node,
  rules,
}: LintedTypology): readonly ConfigurationFinding[] {
  const { alertThreshold } = configuration.workflow
  const { scores } = scoreParts(
    node,
    rules.map((rule) => rule.range),
  )
  const quiet = rules.map(({ range: { min } }): Interval => ({ min, max: min }))
  return rules.flatMap((rule, index) => {
    const refs = rule.outcomes
      .filter(({ weight }) => {
        const ranges = quiet.with(index, { min: weight, max: weight })
        return product(scores.map((score) => boundsOf(score, ranges).max)) >= alertThreshold
      })
      .map(({ ref }) => ref)
    // Where every outcome is enough it is not the rule: lintThresholds says so.
    return refs.length === 0 || refs.length === rule.outcomes.length
      ? []
      : [
          finding(
            'single-outcome-alert',
            `${path}/rules/${index}/wghts`,
            `${rule.id} is enough for an alert of ${configuration.cfg} by itself with ${refs.join(', ')}`,
          ),
        ]
  })
}

function product(factors: readonly number[]): number {
  return factors.reduce((left, right) => left * right, 1)
}
