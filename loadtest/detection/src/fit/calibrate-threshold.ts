/** One scored payment of a typology. */
export interface ScoredRow {
  readonly score: number
  readonly isIllicit: boolean
  /** Payments that the row stands for, at the true share of illicit ones. */
  readonly weight: number
}

export interface CalibrationOptions {
  /** The score from which the typology alerts as it is designed. */
  readonly designed: number
  /** The least share of illicit payments among those that alert. */
  readonly precisionMin: number
  /** Illicit rows that a threshold must rest on. */
  readonly illicitRowsMin: number
  /** Whether the threshold lies above the highest score seen, and not at it, where none has enough right. */
  readonly isBeyond: boolean
}

/**
 * The lowest threshold, not below the designed one, at which enough of the alerts are right. Where none is, the highest score seen, or the next
 * above it: the typology then speaks up only for what is as strong as, or stronger than, all that was seen. Undefined when nothing reached the designed threshold. Pure.
 */
export function calibrateThreshold(
  rows: readonly ScoredRow[],
  { designed, precisionMin, illicitRowsMin, isBeyond }: CalibrationOptions,
): number | undefined {
  const reached = rows
    .filter(({ score }) => score >= designed)
    .sort((left, right) => right.score - left.score)
  let illicit = 0
  let illicitRows = 0
  let all = 0
  let best: number | undefined
  for (const [index, { score, isIllicit, weight }] of reached.entries()) {
    all += weight
    illicit += isIllicit ? weight : 0
    illicitRows += isIllicit ? 1 : 0
    const isLastOfScore = reached[index + 1]?.score !== score
    if (isLastOfScore && illicitRows >= illicitRowsMin && illicit / all >= precisionMin) {
      best = score
    }
  }
  const highest = reached[0]?.score
  return best ?? (highest === undefined || !isBeyond ? highest : highest + 1)
}
