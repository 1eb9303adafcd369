import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'
import { ThresholdsSchema } from '../regulatory-thresholds.ts'

/**
 * `maxQueryRange`: the trailing window in milliseconds. `thresholds`: from which amount payments are reported; `minimumShare`: from which
 * share of it an amount counts as just below.
 */
export const parameters = Type.Object({
  maxQueryRange: QueryRangeMsSchema,
  minimumShare: Type.Number({ minimum: 0.5, maximum: 0.99 }),
  thresholds: ThresholdsSchema,
})
