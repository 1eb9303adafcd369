const DECIMAL = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/

/**
 * The exact count of minor units in a JSON number, without floating-point arithmetic: the digits are those of the number's shortest
 * decimal text, so 0.1 is one tenth and not the binary fraction beside it. Digits beyond the exponent are rounded half up.
 * @throws RangeError for a negative or non-finite amount
 */
export function toMinorUnits(amountMajor: number, exponent: number): bigint {
  const match = DECIMAL.exec(String(amountMajor))
  if (match === null) {
    throw new RangeError('An amount is a finite number that is not negative')
  }
  const [, whole = '', fraction = '', power = '0'] = match
  const digits = whole + fraction
  const surplus = fraction.length - Number(power) - exponent
  if (surplus <= 0) {
    return BigInt(digits + '0'.repeat(-surplus))
  }
  const kept = digits.length - surplus
  const roundsUp = kept >= 0 && digits.charAt(kept) >= '5'
  return BigInt(digits.slice(0, Math.max(kept, 0))) + (roundsUp ? 1n : 0n)
}
