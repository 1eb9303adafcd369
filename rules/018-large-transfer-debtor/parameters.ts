import { Type } from 'typebox'

/** Three months of a mean year, which is as far as the largest payment is remembered. */
const THREE_MONTHS_MS = 7_889_229_000

/** `maxQueryRange`: the trailing window in which the largest payment is looked for, in milliseconds. */
export const parameters = Type.Object({
  maxQueryRange: Type.Integer({ minimum: 1, maximum: THREE_MONTHS_MS }),
})
