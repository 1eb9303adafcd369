import { minorUnitExponent } from '../minor-unit-exponent.ts'
import { numberInWords } from './number-in-words.ts'

/** `EUR 1,250.75`: an exact amount of minor units with the decimals of its currency. */
export function amountInWords(amountMinor: bigint, currency: string): string {
  const exponent = minorUnitExponent(currency)
  const isNegative = amountMinor < 0n
  const digits = (isNegative ? -amountMinor : amountMinor).toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const decimals = exponent === 0 ? '' : `.${digits.slice(-exponent)}`
  return `${currency} ${isNegative ? '-' : ''}${numberInWords(BigInt(whole))}${decimals}`
}
