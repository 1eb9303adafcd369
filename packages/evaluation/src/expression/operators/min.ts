import type { Operator } from '../operator.ts'
import { foldIntervals } from './fold-intervals.ts'
import { foldOperands } from './fold-operands.ts'

/** The smallest of one or more operands. */
export const min: Operator = {
  name: 'Min',
  operandsMin: 1,
  operandsMax: Number.POSITIVE_INFINITY,
  compile: (operands) => foldOperands('Min', operands, Math.min),
  bounds: (operands) =>
    foldIntervals('Min', operands, (left, right) => ({
      min: Math.min(left.min, right.min),
      max: Math.min(left.max, right.max),
    })),
}
