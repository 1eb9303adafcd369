import { Type } from 'typebox'
import type { Static } from 'typebox'

/** `[least, most]`, drawn uniformly for each instance. */
const Range = Type.Tuple([Type.Number({ minimum: 0 }), Type.Number({ minimum: 0 })])
const ShareRange = Type.Tuple([
  Type.Number({ minimum: 0, maximum: 1 }),
  Type.Number({ minimum: 0, maximum: 1 }),
])
const CountRange = Type.Tuple([
  Type.Integer({ minimum: 1, maximum: 500 }),
  Type.Integer({ minimum: 1, maximum: 500 }),
])
const Share = Type.Number({ minimum: 0, maximum: 1 })
/** A log-normal amount in euros. */
const Amount = Type.Object(
  { median: Type.Number({ exclusiveMinimum: 0 }), sigma: Type.Number({ minimum: 0, maximum: 3 }) },
  { additionalProperties: false },
)
/** How often the scenario occurs, relative to the others; 0 leaves it out. */
const Weight = Type.Number({ minimum: 0 })
const closed = { additionalProperties: false }

/** The parameters of each type of scenario. Hours may be fractions; amounts are in euros. */
export const SCENARIO_TYPES = {
  fanIn: Type.Object(
    {
      weight: Weight,
      senders: CountRange,
      amount: Amount,
      spreadHours: Range,
      payouts: CountRange,
      passShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  fanOut: Type.Object(
    {
      weight: Weight,
      amount: Amount,
      payees: CountRange,
      spreadHours: Range,
      passShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  gatherScatter: Type.Object(
    {
      weight: Weight,
      senders: CountRange,
      payees: CountRange,
      amount: Amount,
      spreadHours: Range,
      passShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  scatterGather: Type.Object(
    {
      weight: Weight,
      intermediaries: CountRange,
      amount: Amount,
      spreadHours: Range,
      keepShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  cycle: Type.Object(
    { weight: Weight, accounts: CountRange, amount: Amount, decayShare: ShareRange, hopHours: Range },
    closed,
  ),
  layeringChain: Type.Object(
    { weight: Weight, hops: CountRange, amount: Amount, keepShare: ShareRange, hopHours: Range },
    closed,
  ),
  layers: Type.Object(
    {
      weight: Weight,
      sizes: Type.Array(CountRange, { minItems: 2, maxItems: 8 }),
      amount: Amount,
      spreadHours: Range,
      keepShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  structuring: Type.Object(
    {
      weight: Weight,
      payments: CountRange,
      limitEuros: Type.Number({ exclusiveMinimum: 0 }),
      limitShare: ShareRange,
      payees: CountRange,
      spreadHours: Range,
    },
    closed,
  ),
  dormantReactivation: Type.Object(
    {
      weight: Weight,
      silenceDays: Range,
      credits: CountRange,
      amount: Amount,
      debits: CountRange,
      debitShare: ShareRange,
      spreadHours: Range,
    },
    closed,
  ),
  takeover: Type.Object(
    {
      weight: Weight,
      payments: CountRange,
      payees: CountRange,
      windowHours: Range,
      amount: Amount,
      nightShare: Share,
      testShare: Share,
      testEuros: Range,
      rejectedShare: Share,
    },
    closed,
  ),
  newAccountMule: Type.Object(
    {
      weight: Weight,
      openedWithinHours: Range,
      credits: CountRange,
      amount: Amount,
      spreadHours: Range,
      passShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  appScam: Type.Object(
    {
      weight: Weight,
      payments: CountRange,
      incomes: Range,
      olderShare: Share,
      freshShare: Share,
      spreadHours: Range,
      forwardShare: Share,
      passShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  duplicateReplay: Type.Object(
    { weight: Weight, copies: CountRange, amount: Amount, spreadHours: Range },
    closed,
  ),
  minorsAccount: Type.Object(
    {
      weight: Weight,
      credits: CountRange,
      amount: Amount,
      spreadHours: Range,
      passShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  insiderSweep: Type.Object(
    {
      weight: Weight,
      sources: CountRange,
      amount: Amount,
      spreadHours: Range,
      collectors: CountRange,
      passShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  ownAccountMaze: Type.Object(
    { weight: Weight, moves: CountRange, amount: Amount, keepShare: ShareRange, hopHours: Range },
    closed,
  ),
  merchantFront: Type.Object(
    {
      weight: Weight,
      payers: CountRange,
      payments: CountRange,
      amount: Amount,
      spreadHours: Range,
      payouts: CountRange,
      passShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  roundAmounts: Type.Object(
    {
      weight: Weight,
      payments: CountRange,
      payees: CountRange,
      euros: Type.Array(Type.Number({ exclusiveMinimum: 0 }), { minItems: 1, maxItems: 20 }),
      spreadHours: Range,
    },
    closed,
  ),
  businessEmailCompromise: Type.Object(
    {
      weight: Weight,
      payments: CountRange,
      amount: Amount,
      freshShare: Share,
      spreadHours: Range,
      forwardShare: Share,
      passShare: ShareRange,
      delayHours: Range,
    },
    closed,
  ),
  lone: Type.Object({ weight: Weight, amount: Amount, freshShare: Share }, closed),
} as const

export type ScenarioType = keyof typeof SCENARIO_TYPES
export type ScenarioParameters = { readonly [T in ScenarioType]: Static<(typeof SCENARIO_TYPES)[T]> }

/** What holds for all scenarios of a file. */
export const GENERAL_SETTINGS = Type.Object(
  {
    /** Illicit payments as a share of all payments. */
    prevalence: Type.Number({ exclusiveMinimum: 0, maximum: 0.05 }),
    /** Illicit accounts that go on leading an ordinary life. */
    camouflageShare: Share,
    /** Illicit accounts that took part in an earlier scheme. */
    overlapShare: Share,
    /** Instances that evade usual windows and limits. */
    adaptive: Type.Object(
      {
        share: Share,
        payeesPerWindow: Type.Integer({ minimum: 1, maximum: 100 }),
        windowHours: Type.Number({ exclusiveMinimum: 0 }),
        limitShare: Share,
        delayHours: Type.Number({ minimum: 0 }),
      },
      closed,
    ),
    /** From a share of the horizon on, instances last longer and move other amounts. */
    drift: Type.Object(
      {
        fromShare: Share,
        durationFactor: Type.Number({ exclusiveMinimum: 0 }),
        amountFactor: Type.Number({ exclusiveMinimum: 0 }),
      },
      closed,
    ),
  },
  closed,
)
export type GeneralSettings = Static<typeof GENERAL_SETTINGS>

/** One scenario as it is played: a type under a name of its own. */
export type Scenario = {
  readonly [T in ScenarioType]: {
    readonly name: string
    readonly type: T
    readonly parameters: ScenarioParameters[T]
  }
}[ScenarioType]

/** A whole scenario file, everything filled in. */
export interface ScenarioSet {
  readonly name: string
  readonly settings: GeneralSettings
  readonly scenarios: readonly Scenario[]
}

export function isScenarioType(name: string): name is ScenarioType {
  return Object.hasOwn(SCENARIO_TYPES, name)
}
