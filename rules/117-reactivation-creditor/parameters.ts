import { Type } from 'typebox'

const DAY_MS = 86_400_000

/** `endedWithinMs`: how long ago a silence may have ended, in milliseconds. */
export const parameters = Type.Object({
  endedWithinMs: Type.Integer({ minimum: DAY_MS, maximum: 90 * DAY_MS }),
})
