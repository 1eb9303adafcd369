import { exit, measure } from '@pantau/rule-kit'
import type { FactValues, IntervalCountsFact, Measurement } from '@pantau/rule-kit'
import { Type } from 'typebox'
import type { Static } from 'typebox'

const DAY_MS = 86_400_000
const INTERVALS_MAX = 90

const TOO_LITTLE_HISTORY = '.x01'
const NO_SPREAD_AND_ABOVE = '.x03'
const NO_SPREAD_AND_NOT_ABOVE = '.x04'

/** The exits of rules that end in `measureActivityIncrease`. */
export const ACTIVITY_INCREASE_EXITS: readonly string[] = [
  TOO_LITTLE_HISTORY,
  NO_SPREAD_AND_ABOVE,
  NO_SPREAD_AND_NOT_ABOVE,
]

/**
 * `evaluationIntervalTime`: length of an interval in milliseconds, whole days. `minIntervals`, `maxIntervals`: complete intervals without
 * which nothing is usual yet, and the most that are compared. `standardDeviationFloor`: the spread counts as at least this, in payments.
 * `poissonFloor`: and as at least the square root of the mean, by which counts of independent events differ anyway.
 */
export const activityIncreaseParameters = Type.Object({
  evaluationIntervalTime: Type.Integer({ minimum: DAY_MS, maximum: 30 * DAY_MS, multipleOf: DAY_MS }),
  minIntervals: Type.Optional(Type.Integer({ minimum: 2, maximum: INTERVALS_MAX })),
  maxIntervals: Type.Optional(Type.Integer({ minimum: 2, maximum: INTERVALS_MAX })),
  standardDeviationFloor: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  poissonFloor: Type.Optional(Type.Boolean()),
})
type ActivityIncreaseParameters = Static<typeof activityIncreaseParameters>

/** The fact that `measureActivityIncrease` judges, of one side of one account. */
export function intervalCounts(
  side: Pick<IntervalCountsFact, 'party' | 'direction'>,
  { evaluationIntervalTime, maxIntervals = INTERVALS_MAX }: ActivityIncreaseParameters,
): IntervalCountsFact {
  return {
    kind: 'interval-counts',
    ...side,
    intervalMs: evaluationIntervalTime,
    intervalsMax: maxIntervals,
  }
}

/**
 * How many standard deviations the number of payments in the current interval, this one included, lies above the mean of earlier intervals;
 * an exit where there are too few of them, or where all had as many payments. The value of the latter exit is the difference to the mean.
 */
export function measureActivityIncrease(
  { current, intervals, mean, standardDeviation }: FactValues['interval-counts'],
  {
    minIntervals = 2,
    standardDeviationFloor = 0,
    poissonFloor = false,
  }: Omit<ActivityIncreaseParameters, 'evaluationIntervalTime'>,
): Measurement {
  if (intervals < minIntervals) {
    return exit(TOO_LITTLE_HISTORY)
  }
  const increase = current + 1 - mean
  const spread = Math.max(standardDeviation, standardDeviationFloor, poissonFloor ? Math.sqrt(mean) : 0)
  if (!Number.isFinite(increase) || !Number.isFinite(spread)) {
    throw new RangeError('The increase over the usual number of payments is no finite number')
  }
  if (spread === 0) {
    return exit(increase > 0 ? NO_SPREAD_AND_ABOVE : NO_SPREAD_AND_NOT_ABOVE, increase)
  }
  return measure(increase / spread)
}
