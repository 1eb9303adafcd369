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
}
