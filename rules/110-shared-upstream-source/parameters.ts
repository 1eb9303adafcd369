import { Type } from 'typebox'

/** How many senders are remembered at least, each with its sources. */
export const SENDERS_MAX = 8
/** For how long a source is remembered. */
const WINDOW_MAX_MS = 48 * 3_600_000

/** `maxQueryRange`: the trailing window in milliseconds. `minimumNumberOfSenders`: with fewer there is nothing to compare. */
export const parameters = Type.Object({
  maxQueryRange: Type.Integer({ minimum: 1, maximum: WINDOW_MAX_MS }),
  minimumNumberOfSenders: Type.Integer({ minimum: 1, maximum: SENDERS_MAX }),
})
