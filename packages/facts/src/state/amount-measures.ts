const MILLIONTHS = 1_000_000
const DIGIT_ZERO = 48

/** The decimal logarithm of an amount in minor units, in millionths; amounts below one minor unit count as one. */
export function logMillionths(amountMinor: bigint): number {
  return amountMinor <= 1n ? 0 : Math.round(MILLIONTHS * Math.log10(Number(amountMinor)))
}

/** The first significant digit of an amount; 0 for the amount 0. */
export function firstDigit(amountMinor: bigint): number {
  return String(amountMinor).charCodeAt(0) - DIGIT_ZERO
}
