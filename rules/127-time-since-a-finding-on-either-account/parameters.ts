import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'

/** `maxQueryRange`: the trailing window that is looked at, in milliseconds. */
export const parameters = Type.Object({ maxQueryRange: QueryRangeMsSchema })
