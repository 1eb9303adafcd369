import { Type } from 'typebox'
import type { Static } from 'typebox'

const OutcomeTextSchema = { subRuleRef: Type.String({ minLength: 1 }), reason: Type.String() }

/** One band `[lowerLimit, upperLimit)`; a missing limit is unbounded, and 0 is a limit like any other. */
export const BandSchema = Type.Object({
  ...OutcomeTextSchema,
  lowerLimit: Type.Optional(Type.Number()),
  upperLimit: Type.Optional(Type.Number()),
})
export type Band = Static<typeof BandSchema>

/** Exact matches of the measured text or number, and what holds when none matches. */
export const CasesSchema = Type.Object({
  expressions: Type.Array(
    Type.Object({ ...OutcomeTextSchema, value: Type.Union([Type.String(), Type.Number()]) }),
  ),
  alternative: Type.Object(OutcomeTextSchema),
})
export type Cases = Static<typeof CasesSchema>

/** The configuration of one rule version, as Tazama 4.0 exchanges it. */
export const RuleConfigurationSchema = Type.Object({
  id: Type.String({ minLength: 1 }),
  cfg: Type.String({ minLength: 1 }),
  tenantId: Type.Optional(Type.String()),
  desc: Type.Optional(Type.String()),
  creDtTm: Type.Optional(Type.String()),
  updDtTm: Type.Optional(Type.String()),
  config: Type.Object({
    parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    exitConditions: Type.Optional(Type.Array(Type.Object(OutcomeTextSchema))),
    bands: Type.Optional(Type.Array(BandSchema)),
    cases: Type.Optional(CasesSchema),
    timeframes: Type.Optional(Type.Array(Type.Object({ threshold: Type.Number() }))),
  }),
})
export type RuleConfiguration = Static<typeof RuleConfigurationSchema>
