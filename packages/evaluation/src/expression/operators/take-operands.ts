import { OperandCountError } from '../operand-count-error.ts'
import type { Scorer } from '../scorer.ts'

/** The operand of an operator that takes exactly one. */
export function takeOne(operatorName: string, operands: readonly Scorer[]): Scorer {
  const [only] = operands
  if (only === undefined || operands.length !== 1) {
    throw new OperandCountError(operatorName, operands.length)
  }
  return only
}

/** The operands of an operator that takes exactly two. */
export function takeTwo(operatorName: string, operands: readonly Scorer[]): readonly [Scorer, Scorer] {
  const [left, right] = operands
  if (left === undefined || right === undefined || operands.length !== 2) {
    throw new OperandCountError(operatorName, operands.length)
  }
  return [left, right]
}
