import { OperandCountError } from '../operand-count-error.ts'
import type { Scorer } from '../scorer.ts'

const NO_TERM = -1

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
  // Most operands are weights as they stand: reading them here spares a call for each.
  const rest = [second, ...others]
  const terms = Int32Array.from(rest, ({ term }) => term ?? NO_TERM)
  return (weights) => {
    let result = first(weights)
    for (let index = 0; index < terms.length; index += 1) {
      const term = terms[index] ?? NO_TERM
      const operand = term === NO_TERM ? rest[index]?.(weights) : weights[term]
      result = join(result, operand ?? Number.NaN)
    }
    return result
  }
}
