import { Type } from 'typebox'
import type { Static } from 'typebox'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'

/** Which typologies, and through them which rules, apply to each message type of one tenant. */
const RuleReferenceSchema = Type.Object({
  id: Type.String({ minLength: 1 }),
  host: Type.Optional(Type.String()),
  cfg: Type.String({ minLength: 1 }),
})

const TypologyReferenceSchema = Type.Object({
  id: Type.String({ minLength: 1 }),
  host: Type.Optional(Type.String()),
  cfg: Type.String({ minLength: 1 }),
  desc: Type.Optional(Type.String()),
  tenantId: Type.Optional(Type.String()),
  rules: Type.Array(RuleReferenceSchema, { minItems: 1 }),
})

const MappedMessageSchema = Type.Object({
  id: Type.String({ minLength: 1 }),
  host: Type.Optional(Type.String()),
  cfg: Type.String({ minLength: 1 }),
  txTp: Type.Enum(TRANSACTION_TYPES),
  typologies: Type.Array(TypologyReferenceSchema, { minItems: 1 }),
})

/** A network map as Tazama 4.0 exchanges it. Several entries of one `txTp` are refused at load: one message, one plan. */
export const NetworkMapSchema = Type.Object({
  active: Type.Boolean(),
  name: Type.Optional(Type.String()),
  cfg: Type.String({ minLength: 1 }),
  tenantId: Type.Optional(Type.String()),
  creDtTm: Type.Optional(Type.String()),
  updDtTm: Type.Optional(Type.String()),
  messages: Type.Array(MappedMessageSchema),
})
export type NetworkMap = Static<typeof NetworkMapSchema>
export type MappedMessage = Static<typeof MappedMessageSchema>
export type TypologyReference = Static<typeof TypologyReferenceSchema>
export type RuleReference = Static<typeof RuleReferenceSchema>
