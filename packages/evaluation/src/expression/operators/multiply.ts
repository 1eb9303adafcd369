import type { Operator } from '../operator.ts'
import { foldOperands } from './fold-operands.ts'

/** The product of one or more operands. */
export const multiply: Operator = {
  name: 'Multiply',
  operandsMin: 1,
  operandsMax: Number.POSITIVE_INFINITY,
  compile: (operands) => foldOperands('Multiply', operands, (left, right) => left * right),
}
