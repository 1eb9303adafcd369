import { Type } from 'typebox'

/** `NbOfTxs`: how many transactions the message says it holds. The bounds refuse the infinities that coercion can make of strings. */
export const TransactionCount = Type.Integer({
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
})
