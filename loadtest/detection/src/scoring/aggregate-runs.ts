import type { Aggregate } from '../detection-result.ts'
import type { Ratio } from './ratio.ts'
import type { DetectionScore } from './score-detection.ts'

const ALERTS_PER_THOUSAND = 'alerts per 1,000'
const HEADLINES: readonly (readonly [string, (score: DetectionScore) => Ratio | undefined])[] = [
  ['payment precision', ({ payments }) => payments.precision],
  ['payment recall', ({ payments }) => payments.recall],
  ['payment F1', ({ payments }) => payments.f1],
  ['PR-AUC (average precision)', ({ payments }) => payments.averagePrecision],
  [ALERTS_PER_THOUSAND, ({ payments }) => payments.alertsPerThousand],
  ['value recall', ({ payments }) => payments.valueRecall],
  ['scheme recall', ({ schemes }) => schemes.recall],
  ['scheme recall in time', ({ schemes }) => schemes.recallInTime],
  ['value moved before first alert', ({ schemes }) => schemes.movedBeforeAlert],
  ['account-day precision', ({ accountDays }) => accountDays.precision],
  ...[1, 5, 7, 10].flatMap((budget): (readonly [string, (score: DetectionScore) => Ratio | undefined])[] => [
    [`precision at ${budget} per 1,000`, (score) => budgetOf(score, budget)?.precision],
    [`recall at ${budget} per 1,000`, (score) => budgetOf(score, budget)?.recall],
    [`scheme recall at ${budget} per 1,000`, (score) => budgetOf(score, budget)?.instanceRecall],
  ]),
]

/** Two-sided 97.5 % quantiles of Student's t distribution for 1 to 30 degrees of freedom; beyond, those of the normal distribution. */
const STUDENT_T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
] as const
const NORMAL = 1.96

/** Headline figures over the runs of several seeds; a figure that some run could not tell is taken over the others. */
export function aggregateRuns(scores: readonly DetectionScore[]): readonly Aggregate[] {
  return HEADLINES.map(([name, figureOf]) => {
    const values = scores.flatMap((score) => figureOf(score) ?? [])
    // All but one are shares, which end at 1.
    return { name, ...aggregate(values, name === ALERTS_PER_THOUSAND ? 1000 : 1) }
  })
}

function aggregate(values: readonly number[], most: number): Omit<Aggregate, 'name'> {
  if (values.length === 0) {
    return { mean: null, low: null, high: null, least: null, most: null }
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const freedom = values.length - 1
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, freedom)
  const margin = (STUDENT_T[freedom - 1] ?? NORMAL) * Math.sqrt(variance / values.length)
  return {
    mean,
    low: freedom === 0 ? null : Math.max(0, mean - margin),
    high: freedom === 0 ? null : Math.min(most, mean + margin),
    least: Math.min(...values),
    most: Math.max(...values),
  }
}

function budgetOf(score: DetectionScore, perThousand: number): DetectionScore['budgets'][number] | undefined {
  return score.budgets.find((budget) => budget.perThousand === perThousand)
}
