import { compileExpression } from '../expression/compile-expression.ts'
import type { ExpressionNode } from '../expression/expression-node.ts'
import { termsOf } from '../expression/terms-of.ts'

/** The gates of an expression that are closed, by the index of their rule, and the same expression with them open. */
export interface ClosedGates {
  readonly ruleIndexes: readonly number[]
  readonly opened: ExpressionNode
}

/**
 * Whether an operand of a product is a gate: it depends on one rule, and is 0 or 1 whatever that rule says, such as a term with the weights
 * 0 and 1, or the minimum of 1 and a term.
 */
export function isGate(node: ExpressionNode, possibleWeights: readonly (readonly number[])[]): boolean {
  const [index, ...others] = termsOf(node)
  if (index === undefined || others.length > 0) {
    return false
  }
  const score = compileExpression(node)
  const weights: number[] = []
  const possible = possibleWeights[index] ?? []
  return (
    possible.length > 0 &&
    possible.every((weight) => {
      weights[index] = weight
      return [0, 1].includes(score(weights))
    })
  )
}

/**
 * Finds the closed gates of every product in an expression. A product of gates alone inside a sum closes nothing: it is what some outcomes add
 * together, and that they were not all there is no news.
 */
export function closedGates(
  node: ExpressionNode,
  weights: readonly number[],
  possibleWeights: readonly (readonly number[])[],
): ClosedGates {
  const ruleIndexes = new Set<number>()

  function open(each: ExpressionNode): ExpressionNode {
    if (each.kind !== 'operation' || (each !== node && isProductOfGates(each, possibleWeights))) {
      return each
    }
    const operands = each.operands.map((operand): ExpressionNode => {
      const isClosed =
        each.operator.name === 'Multiply' &&
        isGate(operand, possibleWeights) &&
        compileExpression(operand)(weights) === 0
      if (!isClosed) {
        return open(operand)
      }
      for (const index of termsOf(operand)) {
        ruleIndexes.add(index)
      }
      return { kind: 'number', value: 1 }
    })
    return { ...each, operands }
  }

  const opened = open(node)
  return { ruleIndexes: [...ruleIndexes], opened }
}

/** Whether an expression multiplies gates, and numbers, and nothing else. */
function isProductOfGates(node: ExpressionNode, possibleWeights: readonly (readonly number[])[]): boolean {
  return (
    node.kind === 'operation' &&
    node.operator.name === 'Multiply' &&
    node.operands.every((operand) => termsOf(operand).size === 0 || isGate(operand, possibleWeights))
  )
}
