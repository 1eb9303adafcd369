import type { ExpressionNode } from './expression-node.ts'
import type { Scorer } from './scorer.ts'

/** Compiles a checked expression to a closure: nothing is looked up, parsed or allocated when a payment is scored. */
export function compileExpression(node: ExpressionNode): Scorer {
  switch (node.kind) {
    case 'number': {
      const { value } = node
      return () => value
    }
    case 'term': {
      const { index } = node
      // A weight that is not there makes the score no number, and that a review; it is never taken for zero.
      return (weights) => weights[index] ?? Number.NaN
    }
    case 'operation':
      return node.operator.compile(node.operands.map(compileExpression))
  }
}
