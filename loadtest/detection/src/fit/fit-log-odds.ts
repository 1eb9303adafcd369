import type { OutcomeMatrix } from './outcome-matrix.ts'

export interface LogOdds {
  /** Added log-odds per rule and outcome, in the matrix's order; only rules that took part have an entry other than 0. */
  readonly weights: readonly Float64Array[]
  readonly intercept: number
}

export interface FitOptions {
  /** Rules that take part, as indexes. */
  readonly rules: readonly number[]
  /** Rows that take part, and whether each is what is looked for. */
  readonly rows: readonly number[]
  readonly isTarget: (row: number) => boolean
  readonly iterations: number
}

const PENALTY = 5e-6
const STEP = 0.08
const MOMENTUM = 0.9
const SCALING = 0.999
const TINY = 1e-8

/**
 * Logistic regression on outcomes, each rule's outcome being one category: maximum likelihood with an L2 penalty, by Adam (Kingma and Ba,
 * 2015) over all rows at once. Deterministic.
 */
export function fitLogOdds(matrix: OutcomeMatrix, options: FitOptions): LogOdds {
  const { rules, rows, isTarget, iterations } = options
  const width = matrix.rules.length
  const starts = offsetsOf(matrix)
  const size = (starts.at(-1) ?? 0) + 1
  const total = rows.reduce((sum, row) => sum + (matrix.weight[row] ?? 0), 0)
  const targets = Float64Array.from(rows, (row) => (isTarget(row) ? 1 : 0))
  const cells = Int32Array.from(
    rows.flatMap((row) => rules.map((rule) => (starts[rule] ?? 0) + (matrix.cells[row * width + rule] ?? 0))),
  )
  const values = new Float64Array(size)
  const intercept = size - 1
  values[intercept] = -6
  const mean = new Float64Array(size)
  const square = new Float64Array(size)
  const gradient = new Float64Array(size)
  for (let iteration = 1; iteration <= iterations; iteration += 1) {
    gradient.set(values)
    for (let index = 0; index < size; index += 1) {
      gradient[index]! *= index === intercept ? 0 : PENALTY
    }
    for (let position = 0; position < rows.length; position += 1) {
      const from = position * rules.length
      let sum = values[intercept] ?? 0
      for (let rule = 0; rule < rules.length; rule += 1) {
        sum += values[cells[from + rule]!]!
      }
      const error =
        ((1 / (1 + Math.exp(-sum)) - targets[position]!) * (matrix.weight[rows[position]!] ?? 0)) / total
      gradient[intercept]! += error
      for (let rule = 0; rule < rules.length; rule += 1) {
        gradient[cells[from + rule]!]! += error
      }
    }
    for (let index = 0; index < size; index += 1) {
      const slope = gradient[index]!
      mean[index] = MOMENTUM * mean[index]! + (1 - MOMENTUM) * slope
      square[index] = SCALING * square[index]! + (1 - SCALING) * slope * slope
      const ahead = mean[index]! / (1 - MOMENTUM ** iteration)
      values[index]! -= (STEP * ahead) / (Math.sqrt(square[index]! / (1 - SCALING ** iteration)) + TINY)
    }
  }
  return {
    weights: matrix.rules.map((_, rule) => values.slice(starts[rule], starts[rule + 1])),
    intercept: values[intercept] ?? 0,
  }
}

/** Where each rule's outcomes begin among all, and the place after the last. */
function offsetsOf({ outcomes }: OutcomeMatrix): readonly number[] {
  const starts = [0]
  for (const names of outcomes) {
    starts.push((starts.at(-1) ?? 0) + names.length)
  }
  return starts
}
