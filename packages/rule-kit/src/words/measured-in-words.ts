import type { ValueUnit } from '../define-rule.ts'
import type { Payment } from '../payment.ts'
import { amountInWords } from './amount-in-words.ts'
import { durationInWords } from './duration-in-words.ts'
import { numberInWords } from './number-in-words.ts'

/** A number that a rule measured, or a limit of a band, as a person reads it. Without the payment an amount has no currency. */
export function measuredInWords(
  value: number,
  unit: ValueUnit | undefined,
  payment: Payment | undefined,
): string {
  if (unit === 'milliseconds' && Number.isFinite(value)) {
    return durationInWords(value)
  }
  return unit === 'minor-units' && payment !== undefined && Number.isSafeInteger(value)
    ? amountInWords(BigInt(value), payment.instruction.instructed.currency)
    : numberInWords(value)
}
