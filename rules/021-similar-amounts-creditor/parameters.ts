import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'

/**
 * `maxQueryRange`: the trailing window in which credits are counted, in milliseconds.
 * `tolerance`: how far an amount may lie from this one, as a share of this one.
 */
export const parameters = Type.Object({
  maxQueryRange: QueryRangeMsSchema,
  tolerance: Type.Number({ minimum: 0, maximum: 1 }),
})
