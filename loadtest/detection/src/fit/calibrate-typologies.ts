import type { ConfigurationSet } from '@pantau/evaluation'
import { compileForScoring } from '../replay/plan-to-score.ts'
import { calibrateThreshold } from './calibrate-threshold.ts'
import { LAWFUL } from './outcome-matrix.ts'
import type { OutcomeMatrix } from './outcome-matrix.ts'
import { createRowScorer } from './row-scorer.ts'

/** Illicit payments that a threshold must rest on. */
const ILLICIT_ROWS_MIN = 12

export interface TypologyCalibration {
  /** The least share of illicit payments among those that reach the threshold. */
  readonly precisionMin: number
  /** Illicit rows stand for this many times more illicit payments than there really are. */
  readonly illicitExcess: number
  /** Whether a typology that is never right enough is to say nothing, rather than little. */
  readonly isBeyond: boolean
}

/**
 * The lowest thresholds at which enough is right, by the configuration of each typology; never below the score from which it is remembered, or else
 * alerts. Absent where no payment reached that.
 */
export function calibrateTypologies(
  matrix: OutcomeMatrix,
  set: ConfigurationSet,
  { precisionMin, illicitExcess, isBeyond }: TypologyCalibration,
): Readonly<Record<string, number>> {
  const { plan } = compileForScoring(set)
  const width = matrix.rules.length
  const thresholds: Record<string, number> = {}
  for (const typology of plan.typologies) {
    const scoreOf = createRowScorer(plan, typology, matrix)
    const rows = Array.from({ length: matrix.count }, (_, row) => {
      const isIllicit = matrix.scenario[row] !== LAWFUL
      const weight = (matrix.weight[row] ?? 0) / (isIllicit ? illicitExcess : 1)
      return { score: scoreOf(matrix.cells, row * width), isIllicit, weight }
    })
    const designed = typology.rememberThreshold ?? typology.alertThreshold
    const threshold = calibrateThreshold(rows, {
      precisionMin,
      illicitRowsMin: ILLICIT_ROWS_MIN,
      designed,
      isBeyond,
    })
    if (threshold !== undefined) {
      thresholds[typology.cfg] = threshold
    }
  }
  return thresholds
}
