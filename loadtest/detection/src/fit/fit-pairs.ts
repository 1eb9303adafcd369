import { fitPairLogOdds } from './fit-pair-log-odds.ts'
import type { PairLogOdds } from './fit-pair-log-odds.ts'
import { LAWFUL } from './outcome-matrix.ts'
import type { OutcomeLevels } from './outcome-levels.ts'
import { findPairs, pairMatches } from './pair-search.ts'
import type { OutcomePair, PairedRows } from './pair-search.ts'

/** A sum of log-odds: what each outcome of each rule that takes part adds, by its index. */
export interface LinearSum {
  readonly intercept: number
  readonly logOdds: readonly (readonly number[])[]
}

/** What is to become of the sum, and what pairs add to it. */
export interface FittedPairs {
  readonly scale: number
  readonly intercept: number
  readonly pairs: readonly { readonly pair: OutcomePair; readonly logOdds: number }[]
  readonly levels: readonly OutcomeLevels[]
}

/**
 * Adds pairs of outcomes to a sum, a few at a time: those that the sum and the pairs so far are most wrong about. What the outcomes add by
 * themselves keeps its proportions. Pure.
 */
export function fitPairs(paired: PairedRows, linear: LinearSum, pairsMax: number): FittedPairs {
  const { matrix, rows, levels } = paired
  const sums = sumsOf(paired, linear)
  const weights = Float64Array.from(rows, (row) => matrix.weight[row]!)
  const targets = Float64Array.from(rows, (row) => (matrix.scenario[row] === LAWFUL ? 0 : 1))
  const taken: OutcomePair[] = []
  const matching: Int32Array[] = []
  let fitted: PairLogOdds = { scale: 1, intercept: 0, logOdds: [] }
  while (taken.length < pairsMax) {
    const expected = expectedOf(sums, matching, fitted)
    const found = findPairs(paired, expected, taken).slice(0, pairsMax - taken.length)
    if (found.length === 0) {
      break
    }
    for (const pair of found) {
      const matches = pairMatches(paired, pair)
      taken.push(pair)
      matching.push(Int32Array.from(rows.flatMap((row, position) => (matches(row) ? [position] : []))))
    }
    fitted = fitPairLogOdds({ sums, weights, targets, matching })
  }
  return {
    scale: fitted.scale,
    intercept: fitted.intercept,
    pairs: taken.map((pair, index) => ({ pair, logOdds: fitted.logOdds[index] ?? 0 })),
    levels,
  }
}

function sumsOf({ matrix, rows, rules }: PairedRows, { intercept, logOdds }: LinearSum): Float64Array {
  const width = matrix.rules.length
  return Float64Array.from(rows, (row) =>
    rules.reduce(
      (sum, rule, place) => sum + (logOdds[place]?.[matrix.cells[row * width + rule]!] ?? 0),
      intercept,
    ),
  )
}

function expectedOf(
  sums: Float64Array,
  matching: readonly Int32Array[],
  { scale, intercept, logOdds }: PairLogOdds,
): Float64Array {
  const totals = sums.map((sum) => scale * sum + intercept)
  for (const [pair, matched] of matching.entries()) {
    for (const position of matched) {
      totals[position]! += logOdds[pair] ?? 0
    }
  }
  return totals.map((total) => 1 / (1 + Math.exp(-total)))
}
