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
}
