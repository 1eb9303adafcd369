import type { Operator } from '../operator.ts'
import { takeOne } from './take-operands.ts'

/** The operand without its sign. */
export const abs: Operator = {
  name: 'Abs',
  operandsMin: 1,
  operandsMax: 1,
  compile(operands) {
    const operand = takeOne('Abs', operands)
    return (weights) => Math.abs(operand(weights))
  },
}
