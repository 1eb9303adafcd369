import { Type } from 'typebox'

const DAY_MS = 86_400_000
/** For how long it is remembered who funded an account. */
const UPSTREAM_MAX_MS = 7 * DAY_MS
/** For how long payments are remembered by day. */
const DOWNSTREAM_MAX_MS = 90 * DAY_MS
/** As good as no limit. */
export const HUB_PAYMENTS_MAX = 1_000_000

/**
 * `maxQueryRangeUpstream`: in which the debtor account was funded; `maxQueryRangeDownstream`: in which its funders paid; in milliseconds.
 * `countBy`: their payments, or the different accounts that they paid. `hubMaximumNumberOfPayments`: funders with more are left out.
 */
export const parameters = Type.Object({
  maxQueryRangeUpstream: Type.Integer({ minimum: 1, maximum: UPSTREAM_MAX_MS }),
  maxQueryRangeDownstream: Type.Integer({ minimum: 1, maximum: DOWNSTREAM_MAX_MS }),
  countBy: Type.Optional(Type.Enum(['payments', 'payees'])),
  hubMaximumNumberOfPayments: Type.Optional(Type.Integer({ minimum: 1, maximum: HUB_PAYMENTS_MAX })),
})
