import type { ExpressionNode } from '../expression/expression-node.ts'
import { finding } from './finding.ts'
import type { ConfigurationFinding } from './finding.ts'
import type { LintedRule, LintedTypology } from './linted-typology.ts'
import { termsOf } from '../expression/terms-of.ts'
import { scoreParts } from './score-parts.ts'

/** Factors that do not open and close a typology as a gate should. */
export function lintGates({ path, node, rules }: LintedTypology): readonly ConfigurationFinding[] {
  const { gates, scores } = scoreParts(
    node,
    rules.map((rule) => rule.range),
  )
  return [
    ...countedTwice(scores, rules, path),
    ...gates.flatMap((gate) =>
      [...termsOf(gate)].flatMap((index) => {
        const rule = rules[index]
        return rule === undefined ? [] : lintGate(gate, rule)
      }),
    ),
  ]
}

/** A rule that is a factor as it is and stands in another factor too: its weight is multiplied by itself. */
function countedTwice(
  scores: readonly ExpressionNode[],
  rules: readonly LintedRule[],
  path: string,
): readonly ConfigurationFinding[] {
  return scores.flatMap((factor, position) => {
    const rule = factor.kind === 'term' ? rules[factor.index] : undefined
    const elsewhere = scores.some(
      (other, index) => index !== position && factor.kind === 'term' && termsOf(other).has(factor.index),
    )
    return rule === undefined || !elsewhere
      ? []
      : [
          finding(
            'gate-counted-twice',
            `${path}/expression`,
            `multiplies by ${rule.id} and adds it too; a gate that also counts is ["Min", 1, …]`,
          ),
        ]
  })
}

function lintGate(gate: ExpressionNode, rule: LintedRule): readonly ConfigurationFinding[] {
  const findings: ConfigurationFinding[] = []
  const between = rule.outcomes.filter(({ weight }) => weight > 0 && weight < 1)
  if (between.length > 0) {
    findings.push(
      finding(
        'gate-neither-open-nor-closed',
        `${rule.path}/wghts`,
        `${rule.id} is a gate, which ${refsOf(between)} leaves half open`,
      ),
    )
  }
  const hole = holeOf(rule)
  if (hole !== undefined) {
    findings.push(
      finding(
        'gate-with-a-hole',
        `${rule.path}/wghts`,
        `${rule.id} is a gate, which ${hole} closes between bands that open it`,
      ),
    )
  }
  // A gate that also counts must be met; one that is there to rule something out, open in the ordinary case, must not close on a fault.
  if (gate.kind === 'term' && rulesOut(rule) && rule.errorWeight <= 0) {
    findings.push(
      finding(
        'gate-closed-on-error',
        `${rule.path}/wghts`,
        `${rule.id} rules a case out, and .err closes it: what it could not tell has score 0`,
      ),
    )
  }
  return findings
}

/** Whether the gate is open in the lowest band and in at least half of all: then it excludes the rest, rather than asking for something. */
function rulesOut({ bands, outcomes }: LintedRule): boolean {
  const ordered = bands.length > 0 ? bands : outcomes.filter(({ ref }) => !ref.startsWith('.x'))
  const [lowest] = ordered
  const open = ordered.filter(({ weight }) => weight > 0).length
  return lowest !== undefined && lowest.weight > 0 && open < ordered.length && 2 * open >= ordered.length
}

/** The first band that closes a gate although bands on both sides open it. */
function holeOf({ bands }: LintedRule): string | undefined {
  const isOpen = bands.map(({ weight }) => weight > 0)
  const firstOpen = isOpen.indexOf(true)
  return bands.find(
    (_band, index) =>
      firstOpen !== -1 && firstOpen < index && isOpen[index] === false && isOpen.includes(true, index),
  )?.ref
}

function refsOf(outcomes: readonly { readonly ref: string }[]): string {
  return outcomes.map(({ ref }) => ref).join(', ')
}
