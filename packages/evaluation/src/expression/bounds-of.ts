import type { ExpressionNode } from './expression-node.ts'
import { UNBOUNDED } from './interval.ts'
import type { Interval } from './interval.ts'

/**
 * Between which bounds a checked expression's finite scores lie when each term takes any value of its range (in the order of the
 * typology's rules). Where every operator rises with its operands (sums, products, least and largest of weights that are not negative)
 * the bounds are reached; otherwise they may be wider than what is reached, never narrower.
 */
export function boundsOf(node: ExpressionNode, ranges: readonly Interval[]): Interval {
  switch (node.kind) {
    case 'number':
      return { min: node.value, max: node.value }
    case 'term':
      return ranges[node.index] ?? UNBOUNDED
    case 'operation':
      return node.operator.bounds(node.operands.map((operand) => boundsOf(operand, ranges)))
  }
}
