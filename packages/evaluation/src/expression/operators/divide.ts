import { spanning, UNBOUNDED } from '../interval.ts'
import type { Operator } from '../operator.ts'
import { takeTwo } from './take-operands.ts'

/** The first operand divided by the second. Division by zero gives no finite score, and so a review. */
export const divide: Operator = {
  name: 'Divide',
  operandsMin: 2,
  operandsMax: 2,
  compile(operands) {
    const [left, right] = takeTwo('Divide', operands)
    return (weights) => left(weights) / right(weights)
  },
  bounds(operands) {
    const [left, right] = takeTwo('Divide', operands)
    return right.min <= 0 && right.max >= 0
      ? UNBOUNDED
      : spanning([left.min, left.max].flatMap((each) => [each / right.min, each / right.max]))
  },
}
