import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { FactDescriptor, FactKind } from './fact.ts'

export const CONDITION_TYPES = ['overridable-block', 'non-overridable-block', 'override'] as const
export type ConditionType = (typeof CONDITION_TYPES)[number]

/** An exact integer as its decimal digits, for amounts in minor units: JSON's numbers end at 2^53. `BigInt()` reads it. */
const IntegerTextSchema = Type.String({ pattern: '^-?[0-9]{1,38}$' })
const CountSchema = Type.Integer({ minimum: 0 })
const TimeMsSchema = Type.Integer()

/** `saturated`: the true count is at least `count`, which already lies above every band edge that was allowed at load. */
const BoundedCountSchema = Type.Object({ count: CountSchema, saturated: Type.Boolean() })

/** One condition in force: its type, and which of the four owners of the payment it was found on. */
const ConditionInForceSchema = Type.Object({
  conditionId: Type.String(),
  type: Type.Enum(CONDITION_TYPES),
  owner: Type.Enum(['debtor-entity', 'debtor-account', 'creditor-entity', 'creditor-account']),
})

/** Sample standard deviation; 0 for fewer than two. */
const SpreadSchema = { mean: Type.Number(), standardDeviation: Type.Number() }

/** The value of each kind of fact: one schema gives the type and the check of what travelled. Null: there is none. */
export const FACT_VALUE_SCHEMAS = {
  'attempt-count': BoundedCountSchema,
  conditions: Type.Array(ConditionInForceSchema),
  'activity-span': Type.Union([Type.Null(), Type.Object({ firstMs: TimeMsSchema, lastMs: TimeMsSchema })]),
  /** `ongoing`: it is the silence before this payment. `lengthMs` 0: there was no day without activity. Null: no activity at all. */
  silence: Type.Union([Type.Null(), Type.Object({ lengthMs: CountSchema, ongoing: Type.Boolean() })]),
  'lifetime-count': Type.Object({ count: CountSchema }),
  'payment-count': BoundedCountSchema,
  /** `exact` is false where the window holds more than the ring remembers; the sum then includes the whole of the window's first day. */
  'amount-sum': Type.Object({ amountMinor: IntegerTextSchema, count: CountSchema, exact: Type.Boolean() }),
  /** `any`: whether the window holds any payment in this currency. `earlier`: whether the account has any payment on this side at all. */
  'similar-amounts': Type.Object({
    count: CountSchema,
    saturated: Type.Boolean(),
    any: Type.Boolean(),
    earlier: Type.Boolean(),
  }),
  /** `near`: whether this payment itself lies in the range. Null: no threshold is configured for its currency. */
  'near-threshold': Type.Union([
    Type.Null(),
    Type.Object({ count: CountSchema, saturated: Type.Boolean(), near: Type.Boolean() }),
  ]),
  'latest-payments': Type.Array(
    Type.Object({
      atMs: TimeMsSchema,
      amountMinor: IntegerTextSchema,
      currency: Type.String(),
      /** Whether the account on its other side is the one on the other side of this payment. */
      sameCounterparty: Type.Boolean(),
    }),
  ),
  'latest-text': Type.Union([Type.Null(), Type.Object({ atMs: TimeMsSchema, text: Type.String() })]),
  'largest-payment': Type.Union([
    Type.Null(),
    Type.Object({ atMs: TimeMsSchema, amountMinor: IntegerTextSchema }),
  ]),
  'amount-statistics': Type.Object({ count: CountSchema, ...SpreadSchema }),
  /** Nine counts, of the digits 1 to 9. */
  'first-digits': Type.Object({ counts: Type.Array(CountSchema, { minItems: 9, maxItems: 9 }) }),
  'interval-counts': Type.Object({ current: CountSchema, intervals: CountSchema, ...SpreadSchema }),
  /** `counterparty`: whether the other side of this payment is unknown, first seen in the window, or known from before it. */
  counterparties: Type.Object({
    distinct: CountSchema,
    newcomers: CountSchema,
    saturated: Type.Boolean(),
    counterparty: Type.Enum(['unknown', 'newcomer', 'established', 'returning']),
  }),
  'payee-history': Type.Union([
    Type.Null(),
    Type.Object({ count: CountSchema, firstMs: TimeMsSchema, lastMs: TimeMsSchema }),
  ]),
  /** Twenty-four counts, of the hours 0 to 23. */
  'hour-profile': Type.Object({ counts: Type.Array(CountSchema, { minItems: 24, maxItems: 24 }) }),
  'holder-accounts': BoundedCountSchema,
  /** `depth`: the number of credits that mirror the debit, where `found` is `match`. */
  'mirrored-credits': Type.Object({
    found: Type.Enum(['match', 'none', 'no-credit', 'no-debit']),
    depth: CountSchema,
  }),
  'funder-fan-out': Type.Object({ largest: CountSchema, funders: CountSchema }),
  /** `hops`: null when it does not return. `depth`: the longest chain of payments that leads to the debtor account, this one not counted. */
  'returning-flow': Type.Object({
    hops: Type.Union([Type.Null(), Type.Integer({ minimum: 2 })]),
    depth: CountSchema,
  }),
  /** `senders`: different accounts that paid the creditor account in the window, this one included. */
  'common-funder': Type.Object({ senders: CountSchema, shared: CountSchema }),
  'latest-location': Type.Union([
    Type.Null(),
    Type.Object({ atMs: TimeMsSchema, latitudeDegrees: Type.Number(), longitudeDegrees: Type.Number() }),
  ]),
  'nearby-payments': Type.Object({ located: CountSchema, nearby: CountSchema }),
  /** `samePair`: of those counted, payments between the two accounts of this one, in either direction. */
  'account-findings': Type.Object({
    count: CountSchema,
    saturated: Type.Boolean(),
    latestMs: Type.Union([Type.Null(), TimeMsSchema]),
    samePair: CountSchema,
  }),
  /**
   * `sinceMs`: of the name that the message gives, null where the account never had it. `otherSinceMs`: of the first of all other names.
   * `saturated`: the account had so many names that this one may have been forgotten. Null: the message gives no name.
   */
  'account-name': Type.Union([
    Type.Null(),
    Type.Object({
      sinceMs: Type.Union([Type.Null(), TimeMsSchema]),
      otherSinceMs: Type.Union([Type.Null(), TimeMsSchema]),
      saturated: Type.Boolean(),
    }),
  ]),
} as const satisfies Record<FactKind, unknown>

type Immutable<T> = T extends object ? { readonly [K in keyof T]: Immutable<T[K]> } : T

/** The value type of each fact kind. */
export type FactValues = { readonly [K in FactKind]: Immutable<Static<(typeof FACT_VALUE_SCHEMAS)[K]>> }
export type FactValue = FactValues[FactKind]
export type FactValueOf<D extends FactDescriptor> = FactValues[D['kind']]

export type ConditionInForce = Immutable<Static<typeof ConditionInForceSchema>>

/** The captured facts of one message, by `factKey`. */
export type CapturedFacts = Readonly<Record<string, FactValue>>
