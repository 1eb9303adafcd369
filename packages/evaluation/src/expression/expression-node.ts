import type { Operator } from './operator.ts'

/** A checked expression. `index` is the place of the term's rule among the typology's rules. */
export type ExpressionNode =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'term'; readonly index: number }
  | {
      readonly kind: 'operation'
      readonly operator: Operator
      readonly operands: readonly ExpressionNode[]
    }
