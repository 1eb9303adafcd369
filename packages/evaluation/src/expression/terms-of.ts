import type { ExpressionNode } from './expression-node.ts'

/** Indexes of the terms that an expression names. */
export function termsOf(node: ExpressionNode): ReadonlySet<number> {
  switch (node.kind) {
    case 'number':
      return new Set()
    case 'term':
      return new Set([node.index])
    case 'operation':
      return new Set(node.operands.flatMap((operand) => [...termsOf(operand)]))
  }
}
