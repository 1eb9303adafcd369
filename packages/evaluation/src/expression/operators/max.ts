import type { Operator } from '../operator.ts'
import { foldOperands } from './fold-operands.ts'

/** The largest of one or more operands. */
export const max: Operator = {
  name: 'Max',
  operandsMin: 1,
  operandsMax: Number.POSITIVE_INFINITY,
  compile: (operands) => foldOperands('Max', operands, Math.max),
}
