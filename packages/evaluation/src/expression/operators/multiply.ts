import { spanning } from '../interval.ts'
import type { Operator } from '../operator.ts'
import { foldIntervals } from './fold-intervals.ts'
import { foldOperands } from './fold-operands.ts'

/** The product of one or more operands. */
export const multiply: Operator = {
  name: 'Multiply',
  operandsMin: 1,
  operandsMax: Number.POSITIVE_INFINITY,
  compile: (operands) => foldOperands('Multiply', operands, (left, right) => left * right),
  bounds: (operands) =>
    foldIntervals('Multiply', operands, (left, right) =>
      spanning([left.min, left.max].flatMap((each) => [product(each, right.min), product(each, right.max)])),
    ),
}

/** An infinite bound stands for numbers without end, each of them finite: times zero they are zero. */
function product(left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : left * right
}
