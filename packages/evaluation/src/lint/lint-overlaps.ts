import { finding } from './finding.ts'
import type { ConfigurationFinding } from './finding.ts'
import type { LintedRule, LintedTypology } from './linted-typology.ts'
import type { RuleKnowledge } from './rule-knowledge.ts'
import { termsOf } from '../expression/terms-of.ts'
import { scoreParts } from './score-parts.ts'

/** Two rules of one typology that find the same thing and both count. */
export function lintOverlaps(
  { node, rules }: LintedTypology,
  knowledge: RuleKnowledge | undefined,
): readonly ConfigurationFinding[] {
  const { scores } = scoreParts(
    node,
    rules.map((rule) => rule.range),
  )
  const counted = [...new Set(scores.flatMap((score) => [...termsOf(score)]))].flatMap(
    (index) => rules[index] ?? [],
  )
  return counted.flatMap((first, index) =>
    counted.slice(index + 1).flatMap((second) => {
      const why = bothCount(first, second) ? overlapOf(first, second, knowledge) : undefined
      return why === undefined
        ? []
        : [
            finding(
              'same-signal-twice',
              `${second.path}/wghts`,
              `${second.id} and ${first.id} count the same thing twice: ${why}`,
            ),
          ]
    }),
  )
}

function bothCount(first: LintedRule, second: LintedRule): boolean {
  return first.range.max > 0 && second.range.max > 0
}

function overlapOf(
  first: LintedRule,
  second: LintedRule,
  knowledge: RuleKnowledge | undefined,
): string | undefined {
  return first.configuration === undefined || second.configuration === undefined
    ? undefined
    : knowledge?.overlap(first.configuration, second.configuration)
}
