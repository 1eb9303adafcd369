import type { Interval } from './interval.ts'
import type { Scorer } from './scorer.ts'

/** One operator of typology expressions. The list is closed: what it does not name is refused when configuration is compiled. */
export interface Operator {
  readonly name: string
  /** How many operands it takes; `operandsMax` is infinite for operators that take any number. */
  readonly operandsMin: number
  readonly operandsMax: number
  /** Joins compiled operands, of which there are as many as allowed. The result allocates nothing when called. */
  compile(operands: readonly Scorer[]): Scorer
  /** Bounds of the finite results, from bounds of the operands, of which there are as many as allowed. */
  bounds(operands: readonly Interval[]): Interval
}
