import { spanning } from '../interval.ts'
import type { Operator } from '../operator.ts'
import { foldIntervals } from './fold-intervals.ts'
import { foldOperands } from './fold-operands.ts'

/** The sum of one or more operands. */
export const add: Operator = {
  name: 'Add',
  operandsMin: 1,
  operandsMax: Number.POSITIVE_INFINITY,
  compile: (operands) => foldOperands('Add', operands, (left, right) => left + right),
  bounds: (operands) =>
    foldIntervals('Add', operands, (left, right) => spanning([left.min + right.min, left.max + right.max])),
}
