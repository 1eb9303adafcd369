import { Type } from 'typebox'

/** `minimumNumberOfTransactions`: with fewer earlier payments the rule exits. */
export const parameters = Type.Object({
  minimumNumberOfTransactions: Type.Integer({ minimum: 1, maximum: 100_000 }),
})
