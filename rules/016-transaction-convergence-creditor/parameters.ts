import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'

/** `maxQueryRange`: the trailing window in which credits are counted, in milliseconds. */
export const parameters = Type.Object({ maxQueryRange: QueryRangeMsSchema })
