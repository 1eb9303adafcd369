import type { Operator } from '../operator.ts'
import { foldOperands } from './fold-operands.ts'

/** The smallest of one or more operands. */
export const min: Operator = {
  name: 'Min',
  operandsMin: 1,
  operandsMax: Number.POSITIVE_INFINITY,
  compile: (operands) => foldOperands('Min', operands, Math.min),
}
