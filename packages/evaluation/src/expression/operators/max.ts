import type { Operator } from '../operator.ts'
import { foldIntervals } from './fold-intervals.ts'
import { foldOperands } from './fold-operands.ts'

/** The largest of one or more operands. */
export const max: Operator = {
  name: 'Max',
  operandsMin: 1,
  operandsMax: Number.POSITIVE_INFINITY,
  compile: (operands) => foldOperands('Max', operands, Math.max),
  bounds: (operands) =>
    foldIntervals('Max', operands, (left, right) => ({
      min: Math.max(left.min, right.min),
      max: Math.max(left.max, right.max),
    })),
}
