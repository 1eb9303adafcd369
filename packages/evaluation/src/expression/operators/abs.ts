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
  bounds(operands) {
    const { min, max } = takeOne('Abs', operands)
    const largest = Math.max(Math.abs(min), Math.abs(max))
    return min <= 0 && max >= 0
      ? { min: 0, max: largest }
      : { min: Math.min(Math.abs(min), Math.abs(max)), max: largest }
  },
}
