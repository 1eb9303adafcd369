import type { Operator } from '../operator.ts'
import { takeOne } from './take-operands.ts'

/** The operand with the opposite sign. */
export const negate: Operator = {
  name: 'Negate',
  operandsMin: 1,
  operandsMax: 1,
  compile(operands) {
    const operand = takeOne('Negate', operands)
    return (weights) => -operand(weights)
  },
  bounds(operands) {
    const { min, max } = takeOne('Negate', operands)
    return { min: -max, max: -min }
  },
}
