import { OperandCountError } from '../operand-count-error.ts'

/** The operand of an operator that takes exactly one. */
export function takeOne<Operand>(operatorName: string, operands: readonly Operand[]): Operand {
  const [only] = operands
  if (only === undefined || operands.length !== 1) {
    throw new OperandCountError(operatorName, operands.length)
  }
  return only
}

/** The operands of an operator that takes exactly two. */
export function takeTwo<Operand>(
  operatorName: string,
  operands: readonly Operand[],
): readonly [Operand, Operand] {
  const [left, right] = operands
  if (left === undefined || right === undefined || operands.length !== 2) {
    throw new OperandCountError(operatorName, operands.length)
  }
  return [left, right]
}
