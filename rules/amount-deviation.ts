import { exit, measure } from '@pantau/rule-kit'
import type { FactValues, Measurement } from '@pantau/rule-kit'
import { Type } from 'typebox'
import type { Static } from 'typebox'

/**
 * `scale`: `linear` compares amounts, `log10` their decimal logarithms; amounts of one account differ by factors, so that on the linear
 * scale one salary hides a tenfold grocery bill. `minimumNumberOfTransactions`: with fewer the rule exits. `standardDeviationFloor`: the
 * spread counts as at least this, in minor units (linear) or in powers of ten (log10).
 */
export const amountDeviationParameters = Type.Object({
  scale: Type.Optional(Type.Enum(['linear', 'log10'])),
  minimumNumberOfTransactions: Type.Optional(Type.Integer({ minimum: 2, maximum: 100_000 })),
  standardDeviationFloor: Type.Optional(Type.Number({ minimum: 0, maximum: 1e15 })),
})

const TOO_LITTLE_HISTORY = '.x01'
const NO_SPREAD_AND_ABOVE = '.x03'
const NO_SPREAD_AND_NOT_ABOVE = '.x04'

/** The exits of rules that end in `measureAmountDeviation`. */
export const AMOUNT_DEVIATION_EXITS: readonly string[] = [
  TOO_LITTLE_HISTORY,
  NO_SPREAD_AND_ABOVE,
  NO_SPREAD_AND_NOT_ABOVE,
]

/**
 * How many standard deviations an amount lies above the mean of the account's earlier ones; an exit where there are too few, or where they
 * were all equal. @throws RangeError for an amount of 0 on the scale of logarithms, and for statistics that are no finite numbers
 */
export function measureAmountDeviation(
  amountMinor: bigint,
  { count, mean, standardDeviation }: FactValues['amount-statistics'],
  {
    scale = 'linear',
    minimumNumberOfTransactions = 2,
    standardDeviationFloor = 0,
  }: Static<typeof amountDeviationParameters>,
): Measurement {
  if (count < minimumNumberOfTransactions) {
    return exit(TOO_LITTLE_HISTORY)
  }
  const deviation = (scale === 'log10' ? Math.log10(Number(amountMinor)) : Number(amountMinor)) - mean
  const spread = Math.max(standardDeviation, standardDeviationFloor)
  if (!Number.isFinite(deviation) || !Number.isFinite(spread)) {
    throw new RangeError('The deviation from the usual amount is no finite number')
  }
  if (spread === 0) {
    return exit(deviation > 0 ? NO_SPREAD_AND_ABOVE : NO_SPREAD_AND_NOT_ABOVE)
  }
  return measure(deviation / spread)
}
