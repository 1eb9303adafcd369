import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'

/** As good as no limit. */
export const HUB_PAYMENTS_MAX = 1_000_000

/**
 * `maxQueryRangeUpstream`: in which the debtor account was funded; `maxQueryRangeDownstream`: in which its funders paid; in milliseconds.
 * `countBy`: their payments, or the different accounts that they paid. `hubMaximumNumberOfPayments`: funders with more are left out.
 */
export const parameters = Type.Object({
  maxQueryRangeUpstream: QueryRangeMsSchema,
  maxQueryRangeDownstream: QueryRangeMsSchema,
  countBy: Type.Optional(Type.Enum(['payments', 'payees'])),
  hubMaximumNumberOfPayments: Type.Optional(Type.Integer({ minimum: 1, maximum: HUB_PAYMENTS_MAX })),
})
