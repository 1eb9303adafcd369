import { boundsOf } from '../expression/bounds-of.ts'
import type { ExpressionNode } from '../expression/expression-node.ts'
import type { Interval } from '../expression/interval.ts'
import { termsOf } from '../expression/terms-of.ts'

/** An expression taken apart: the factors that only open and close it, and what gives the number. */
export interface ScoreParts {
  readonly gates: readonly ExpressionNode[]
  readonly scores: readonly ExpressionNode[]
}

/**
 * Takes a product apart. A gate is a factor of `isGateWithin`. An expression that
 * is no product has no gates.
 */
export function scoreParts(node: ExpressionNode, ranges: readonly Interval[]): ScoreParts {
  const factors = node.kind === 'operation' && node.operator.name === 'Multiply' ? node.operands : [node]
  if (factors.length < 2) {
    return { gates: [], scores: factors }
  }
  const isGate = (factor: ExpressionNode): boolean => isGateWithin(factor, ranges)
  return { gates: factors.filter(isGate), scores: factors.filter((factor) => !isGate(factor)) }
}

/** Whether an expression depends on a rule and lies between 0 and 1 whatever its rules give. */
export function isGateWithin(node: ExpressionNode, ranges: readonly Interval[]): boolean {
  const { min, max } = boundsOf(node, ranges)
  return termsOf(node).size > 0 && min >= 0 && max <= 1
}
