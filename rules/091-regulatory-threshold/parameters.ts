import { Type } from 'typebox'
import { ThresholdsSchema } from '../regulatory-thresholds.ts'

/** `thresholds`: from which amount payments are reported. `measure`: this payment's share of it, or the plain amount in major units. */
export const parameters = Type.Object({
  thresholds: ThresholdsSchema,
  measure: Type.Optional(Type.Enum(['amount', 'share'])),
})
