import { Type } from 'typebox'

/** The widest window in which amounts are added up: what is older than an account's newest payments is kept by day, for 92 days. */
const AMOUNT_WINDOW_MAX_MS = 90 * 86_400_000

/** A parameter that bounds how far back a rule adds up amounts, in whole milliseconds, both ends included. */
export const AmountWindowMsSchema = Type.Integer({ minimum: 1, maximum: AMOUNT_WINDOW_MAX_MS })
