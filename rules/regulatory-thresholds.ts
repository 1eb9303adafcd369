import { minorUnitExponent, toMinorUnits } from '@pantau/rule-kit'
import { Type } from 'typebox'
import type { Static } from 'typebox'

const THRESHOLD_MAX = 1e12

/** The amount from which a transaction is reported to the authorities, by currency (ISO 4217), in major units. */
export const ThresholdsSchema = Type.Record(
  Type.String({ pattern: '^[A-Z]{3}$' }),
  Type.Number({ exclusiveMinimum: 0, maximum: THRESHOLD_MAX }),
  { minProperties: 1, maxProperties: 200, additionalProperties: false },
)

/** The threshold for a currency in its minor units. @throws RangeError for a currency without one: what is not looked at is not below it */
export function thresholdMinorOf(thresholds: Static<typeof ThresholdsSchema>, currency: string): bigint {
  const threshold = Object.hasOwn(thresholds, currency) ? thresholds[currency] : undefined
  if (threshold === undefined) {
    throw new RangeError(`No regulatory threshold is configured for the currency ${currency}`)
  }
  return toMinorUnits(threshold, minorUnitExponent(currency))
}
