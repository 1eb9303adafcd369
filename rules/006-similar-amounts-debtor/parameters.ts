import { Type } from 'typebox'
import { PAYMENTS_COMPARED_MAX } from '../payments-compared.ts'

/**
 * `maxQueryLimit`: how many of the latest payments are compared, this one included.
 * `tolerance`: how far an amount may lie from this one, as a share of this one.
 */
export const parameters = Type.Object({
  maxQueryLimit: Type.Integer({ minimum: 2, maximum: PAYMENTS_COMPARED_MAX }),
  tolerance: Type.Number({ minimum: 0, maximum: 1 }),
})
