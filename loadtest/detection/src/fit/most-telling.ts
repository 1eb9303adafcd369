import type { LogOdds } from './fit-log-odds.ts'
import type { OutcomeMatrix } from './outcome-matrix.ts'

/** Rules by how far apart their average contributions to illicit and to lawful payments are. */
export function mostTelling(
  matrix: OutcomeMatrix,
  { weights }: LogOdds,
  candidates: readonly number[],
  rows: readonly number[],
  isTarget: (row: number) => boolean,
): readonly number[] {
  const width = matrix.rules.length
  const gaps = candidates.map((rule) => {
    const sums = [0, 0]
    const counts = [0, 0]
    for (const row of rows) {
      const side = isTarget(row) ? 1 : 0
      const weight = matrix.weight[row] ?? 0
      sums[side]! += weight * (weights[rule]?.[matrix.cells[row * width + rule] ?? 0] ?? 0)
      counts[side]! += weight
    }
    return { rule, gap: Math.abs(sums[1]! / Math.max(1, counts[1]!) - sums[0]! / Math.max(1, counts[0]!)) }
  })
  return gaps.sort((left, right) => right.gap - left.gap).map(({ rule }) => rule)
}
