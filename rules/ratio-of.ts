/**
 * `numerator / denominator` of two exact counts of minor units, as the number nearest to it; above 2^53, where a number no longer holds every
 * integer, within a few units in the last place. Equal fractions give equal numbers, so a limit of 0.8 means eight tenths.
 * @throws RangeError for a denominator that is not positive
 */
export function ratioOf(numerator: bigint, denominator: bigint): number {
  if (denominator <= 0n) {
    throw new RangeError('A ratio needs a positive denominator')
  }
  return Number(numerator) / Number(denominator)
}
