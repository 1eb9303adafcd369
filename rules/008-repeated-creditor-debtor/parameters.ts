import { Type } from 'typebox'
import { PAYMENTS_COMPARED_MAX } from '../payments-compared.ts'

/** `maxQueryLimit`: how many of the latest payments are looked at, this one included. */
export const parameters = Type.Object({
  maxQueryLimit: Type.Integer({ minimum: 2, maximum: PAYMENTS_COMPARED_MAX }),
})
