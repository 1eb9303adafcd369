import type { ConfigurationProblem } from './configuration-problem.ts'
import type { Band } from './rule-configuration.ts'

/**
 * Checks that bands `[lowerLimit, upperLimit)` are sorted and hold every number exactly once, from minus to plus infinity, and that
 * no edge lies above `bandEdgeMax`, the largest value that the rule measures exactly.
 */
export function checkBands(
  bands: readonly Band[],
  bandEdgeMax: number | undefined,
  path: string,
): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = []
  // Where the band at hand must begin: at the end of the one before it.
  let reachedLimit = Number.NEGATIVE_INFINITY
  for (const [index, band] of bands.entries()) {
    const lower = band.lowerLimit ?? Number.NEGATIVE_INFINITY
    const upper = band.upperLimit ?? Number.POSITIVE_INFINITY
    if (lower !== reachedLimit) {
      problems.push({ path: `${path}/${index}/lowerLimit`, message: misplaced(lower, reachedLimit) })
    }
    if (lower >= upper) {
      problems.push({
        path: `${path}/${index}/upperLimit`,
        message: `must be above the lower limit ${lower}`,
      })
    }
    reachedLimit = upper
    problems.push(...checkEdges(band, bandEdgeMax, `${path}/${index}`))
  }
  if (reachedLimit !== Number.POSITIVE_INFINITY) {
    problems.push({
      path: `${path}/${bands.length - 1}/upperLimit`,
      message: `must be absent: no band holds numbers from ${reachedLimit} on`,
    })
  }
  return problems
}

function misplaced(lower: number, reached: number): string {
  if (reached === Number.NEGATIVE_INFINITY) {
    return `must be absent: no band holds numbers below ${lower}`
  }
  if (reached === Number.POSITIVE_INFINITY) {
    return 'overlaps the band before it, which has no upper limit'
  }
  return lower > reached
    ? `leaves a gap: no band holds numbers from ${reached} to ${lower}`
    : `overlaps the band before it, which ends at ${reached}`
}

function checkEdges(
  band: Band,
  bandEdgeMax: number | undefined,
  path: string,
): readonly ConfigurationProblem[] {
  if (bandEdgeMax === undefined) {
    return []
  }
  const message = `is above ${bandEdgeMax}, the largest edge that this rule measures exactly`
  return (['lowerLimit', 'upperLimit'] as const)
    .filter((limit) => (band[limit] ?? Number.NEGATIVE_INFINITY) > bandEdgeMax)
    .map((limit) => ({ path: `${path}/${limit}`, message }))
}
