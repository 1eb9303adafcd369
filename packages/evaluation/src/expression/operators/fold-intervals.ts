import { OperandCountError } from '../operand-count-error.ts'
import type { Interval } from '../interval.ts'

/** Folds the bounds of one or more operands from left to right, in the order in which their values are folded. */
export function foldIntervals(
  operatorName: string,
  operands: readonly Interval[],
  join: (left: Interval, right: Interval) => Interval,
): Interval {
  const [first, ...others] = operands
  if (first === undefined) {
    throw new OperandCountError(operatorName, 0)
  }
  return others.reduce(join, first)
}
