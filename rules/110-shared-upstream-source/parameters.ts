import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'

/** The largest number of senders of one source that is still exact. */
export const SENDERS_MAX = 15

/** `maxQueryRange`: the trailing window in milliseconds. `minimumNumberOfSenders`: with fewer there is nothing to compare. */
export const parameters = Type.Object({
  maxQueryRange: QueryRangeMsSchema,
  minimumNumberOfSenders: Type.Integer({ minimum: 1, maximum: SENDERS_MAX }),
})
