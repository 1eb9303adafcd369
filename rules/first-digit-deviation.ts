import { exit, measure } from '@pantau/rule-kit'
import type { FactValues, Measurement } from '@pantau/rule-kit'
import { Type } from 'typebox'
import type { Static } from 'typebox'

/** Share of each first significant digit 1 to 9. Source: F. Benford, The Law of Anomalous Numbers, Proc. Am. Philos. Soc. 78 (1938). */
const EXPECTED_SHARES: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) =>
  Math.log10(1 + 1 / digit),
)
/** 5 % critical value of chi-square with 8 degrees of freedom. */
const CHI_SQUARE_LIMIT = 15.507
/**
 * Mean absolute deviation above which first digits do not conform. Source: M. Nigrini, Benford's Law: Applications for Forensic Accounting,
 * Auditing, and Fraud Detection (2012).
 */
const MEAN_ABSOLUTE_DEVIATION_LIMIT = 0.015

/**
 * `minimumNumberOfTransactions`: with fewer the rule exits; the smallest allowed, 20, is where digit 9 is first expected about once.
 * `chiSquareMaximumNumberOfTransactions`: with more the mean absolute deviation is measured; absent, always chi-square.
 */
export const firstDigitParameters = Type.Object({
  minimumNumberOfTransactions: Type.Integer({ minimum: 20, maximum: 1_000_000 }),
  chiSquareMaximumNumberOfTransactions: Type.Optional(Type.Integer({ minimum: 20, maximum: 1_000_000 })),
})

/**
 * How far the first digits of an account's amounts are from Benford's law: Pearson's chi-square, or for many payments the mean absolute
 * deviation on the scale on which its limit of 0.015 is chi-square's 15.507, so that one table of bands holds for both. Chi-square rejects any
 * large sample of real amounts (R. Cerqueti, C. Lupi, Severe testing of Benford's law, 2022). `.x01` for too few payments.
 */
export function measureFirstDigits(
  { counts }: FactValues['first-digits'],
  {
    minimumNumberOfTransactions,
    chiSquareMaximumNumberOfTransactions = Infinity,
  }: Static<typeof firstDigitParameters>,
): Measurement {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total < minimumNumberOfTransactions) {
    return exit('.x01')
  }
  return measure(
    total > chiSquareMaximumNumberOfTransactions
      ? (meanAbsoluteDeviation(counts, total) / MEAN_ABSOLUTE_DEVIATION_LIMIT) * CHI_SQUARE_LIMIT
      : chiSquare(counts, total),
  )
}

function chiSquare(counts: readonly number[], total: number): number {
  return sumOverDigits(counts, (count, share) => (count - total * share) ** 2 / (total * share))
}

function meanAbsoluteDeviation(counts: readonly number[], total: number): number {
  return sumOverDigits(counts, (count, share) => Math.abs(count / total - share)) / EXPECTED_SHARES.length
}

/** @throws RangeError where there are not nine counts */
function sumOverDigits(counts: readonly number[], term: (count: number, share: number) => number): number {
  return EXPECTED_SHARES.reduce((sum, share, index) => {
    const count = counts[index]
    if (count === undefined) {
      throw new RangeError('There is one count for each of nine first digits')
    }
    return sum + term(count, share)
  }, 0)
}
