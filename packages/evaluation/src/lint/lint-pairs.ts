import { boundsOf } from '../expression/bounds-of.ts'
import type { ExpressionNode } from '../expression/expression-node.ts'
import type { Interval } from '../expression/interval.ts'
import { finding } from './finding.ts'
import type { ConfigurationFinding } from './finding.ts'
import type { LintedTypology } from './linted-typology.ts'
import { termsOf } from '../expression/terms-of.ts'
import { isGateWithin } from './score-parts.ts'

/**
 * Products of gates inside a sum, which count outcomes together, that are the same whatever the rules say: the cut of a gate does not go with the
 * weights of its rule.
 */
export function lintPairs({
  configuration,
  path,
  node,
  rules,
}: LintedTypology): readonly ConfigurationFinding[] {
  const ranges = rules.map((rule) => rule.range)
  return pairsOf(node, ranges).flatMap(({ gates, place }) =>
    gates.flatMap((gate) => {
      const { min, max } = boundsOf(gate, ranges)
      const names = [...termsOf(gate)].flatMap((index) => rules[index]?.id ?? []).join(', ')
      return min < max
        ? []
        : [
            finding(
              'pair-without-effect',
              `${path}/expression${place}`,
              max <= 0
                ? `is never counted in ${configuration.cfg}: no outcome of ${names} weighs enough`
                : `does not depend on ${names} in ${configuration.cfg}: every outcome weighs enough`,
            ),
          ]
    }),
  )
}

interface Pair {
  readonly gates: readonly ExpressionNode[]
  readonly place: string
}

/** Products of two or more gates, and numbers, anywhere below a sum. */
function pairsOf(node: ExpressionNode, ranges: readonly Interval[], place = ''): readonly Pair[] {
  if (node.kind !== 'operation') {
    return []
  }
  const withTerms = node.operands.filter((operand) => termsOf(operand).size > 0)
  const isPair =
    place !== '' &&
    node.operator.name === 'Multiply' &&
    withTerms.length > 1 &&
    withTerms.every((operand) => isGateWithin(operand, ranges))
  return isPair
    ? [{ gates: withTerms, place }]
    : node.operands.flatMap((operand, index) => pairsOf(operand, ranges, `${place}/${index + 1}`))
}
