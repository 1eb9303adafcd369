import { Type } from 'typebox'

/** The widest window that a rule may look back: ten years. Wider ones are mistakes, and reach before what a database calls a date. */
export const QUERY_RANGE_MAX_MS = 10 * 366 * 86_400_000

/** A parameter that bounds how far a rule looks back, in whole milliseconds, both ends included. */
export const QueryRangeMsSchema = Type.Integer({ minimum: 1, maximum: QUERY_RANGE_MAX_MS })
