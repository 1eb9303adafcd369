import { Type } from 'typebox'
import type { Static } from 'typebox'

/** Shipped configurations write weights as text; both forms are accepted, and become numbers when compiled. */
const WeightSchema = Type.Union([Type.Number(), Type.String()])

const TypologyRuleSchema = Type.Object({
  id: Type.String({ minLength: 1 }),
  cfg: Type.String({ minLength: 1 }),
  termId: Type.String({ minLength: 1 }),
  wghts: Type.Array(Type.Object({ ref: Type.String({ minLength: 1 }), wght: WeightSchema })),
})

/**
 * The configuration of one typology, as Tazama 4.0 exchanges it. `expression` is a nested array `[operator, operand, …]`; an
 * operand is a term, a number, a numeric text or another array. It is checked when compiled, not here.
 */
export const TypologyConfigurationSchema = Type.Object({
  id: Type.String({ minLength: 1 }),
  cfg: Type.String({ minLength: 1 }),
  typology_name: Type.Optional(Type.String()),
  desc: Type.Optional(Type.String()),
  tenantId: Type.Optional(Type.String()),
  creDtTm: Type.Optional(Type.String()),
  updDtTm: Type.Optional(Type.String()),
  workflow: Type.Object({
    alertThreshold: Type.Number(),
    interdictionThreshold: Type.Optional(Type.Number()),
    /**
     * Pantau's own: the score from which later payments of both accounts know of this one (fact `account-findings`) though nobody is asked to
     * review it. Without it they know of what alerts. Nothing that a follow-up says is remembered.
     */
    rememberThreshold: Type.Optional(Type.Number()),
    flowProcessor: Type.Optional(Type.String()),
  }),
  rules: Type.Array(TypologyRuleSchema, { minItems: 1 }),
  expression: Type.Array(Type.Unknown(), { minItems: 1 }),
})
export type TypologyConfiguration = Static<typeof TypologyConfigurationSchema>
