import { spanning } from '../interval.ts'
import type { Operator } from '../operator.ts'
import { takeTwo } from './take-operands.ts'

/** The first operand less the second. */
export const subtract: Operator = {
  name: 'Subtract',
  operandsMin: 2,
  operandsMax: 2,
  compile(operands) {
    const [left, right] = takeTwo('Subtract', operands)
    return (weights) => left(weights) - right(weights)
  },
  bounds(operands) {
    const [left, right] = takeTwo('Subtract', operands)
    return spanning([left.min - right.max, left.max - right.min])
  },
}
