import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'

/** Below the number of accounts that are counted exactly. */
const SENDERS_MAX = 60

/** `maxQueryRange`: the trailing window in milliseconds. `minimumNumberOfSenders`: with fewer the rule exits. */
export const parameters = Type.Object({
  maxQueryRange: QueryRangeMsSchema,
  minimumNumberOfSenders: Type.Integer({ minimum: 1, maximum: SENDERS_MAX }),
})
