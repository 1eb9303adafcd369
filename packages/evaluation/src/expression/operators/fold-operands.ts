import { OperandCountError } from '../operand-count-error.ts'
import type { Scorer } from '../scorer.ts'

/** Folds one or more operands from left to right; the order is fixed, so that sums of fractions are the same on every run. */
export function foldOperands(
  operatorName: string,
  operands: readonly Scorer[],
  join: (left: number, right: number) => number,
): Scorer {
  const [first, second, ...others] = operands
  if (first === undefined) {
    throw new OperandCountError(operatorName, 0)
  }
  if (second === undefined) {
    return first
  }
  if (others.length === 0) {
    return (weights) => join(first(weights), second(weights))
  }
  return (weights) => {
    let result = join(first(weights), second(weights))
    for (const operand of others) {
      result = join(result, operand(weights))
    }
    return result
  }
}
