/**
 * How many times `divisorMinor` goes into `amountMinor`, both exact amounts in minor units of one currency. Shortened before the only
 * inexact step, so that a ratio at the edge of a band is that edge whatever the size of the amounts.
 * @throws RangeError where there is nothing to divide by
 */
export function ratioOf(amountMinor: bigint, divisorMinor: bigint): number {
  if (divisorMinor <= 0n) {
    throw new RangeError('There is no ratio to an amount that is not above zero')
  }
  const divisor = greatestCommonDivisor(amountMinor, divisorMinor)
  return Number(amountMinor / divisor) / Number(divisorMinor / divisor)
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : greatestCommonDivisor(right, left % right)
}
