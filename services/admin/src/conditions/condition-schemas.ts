import { IDENTIFIER_SIZE_MAX_BYTES } from '@pantau/iso20022'
import { CONDITION_TYPES, TRANSACTION_TYPES } from '@pantau/rule-kit'
import { Type } from 'typebox'
import type { Static } from 'typebox'

const Text = Type.String({ minLength: 1 })
const IdentityText = Type.String({ minLength: 1, maxLength: IDENTIFIER_SIZE_MAX_BYTES })
const SchemeName = Type.Object({ prtry: IdentityText })

export const EntitySchema = Type.Object({ id: IdentityText, schmeNm: SchemeName })

export const AccountSchema = Type.Object({
  id: IdentityText,
  schmeNm: SchemeName,
  agt: Type.Object({
    finInstnId: Type.Object({ clrSysMmbId: Type.Object({ mmbId: IdentityText }) }),
  }),
})

/** A new condition as Tazama 4.0 takes it, but for its owner. Whether times make sense is checked later, in an order of its own. */
const NewConditionSchema = Type.Object({
  evtTp: Type.Array(Type.Enum([...TRANSACTION_TYPES, 'all']), { minItems: 1, uniqueItems: true }),
  condTp: Type.Enum(CONDITION_TYPES),
  prsptv: Type.Enum(['debtor', 'creditor', 'both']),
  incptnDtTm: Type.Optional(Text),
  xprtnDtTm: Type.Optional(Text),
  condRsn: Text,
  forceCret: Type.Boolean(),
  usr: Text,
})
export type NewCondition = Static<typeof NewConditionSchema>

export const EntityConditionSchema = Type.Object({ ...NewConditionSchema.properties, ntty: EntitySchema })
export const AccountConditionSchema = Type.Object({ ...NewConditionSchema.properties, acct: AccountSchema })

/** A new condition with its owner: one of the two is there, by the route. */
export type ConditionBody = NewCondition & {
  readonly ntty?: Static<typeof EntitySchema>
  readonly acct?: Static<typeof AccountSchema>
}

const EntityQuery = { id: IdentityText, schmenm: IdentityText }
const AccountQuery = { ...EntityQuery, agt: IdentityText }

/** Names an owner in a query; `agt` is there on the routes of accounts. */
export interface OwnerQuery {
  readonly id: string
  readonly schmenm: string
  readonly agt?: string
}

/** `synccache` is taken and has no effect: there is no copy of the conditions that could differ from them. */
const ListOptions = {
  activeonly: Type.Optional(Type.Enum(['yes', 'no'])),
  synccache: Type.Optional(Type.Enum(['no', 'all', 'active', 'default'])),
}
export const EntityListSchema = Type.Object({ ...EntityQuery, ...ListOptions })
export const AccountListSchema = Type.Object({ ...AccountQuery, ...ListOptions })
export type ListQuery = OwnerQuery & Pick<Static<typeof EntityListSchema>, 'activeonly'>

export const EntityEndSchema = Type.Object({ ...EntityQuery, condid: Text })
export const AccountEndSchema = Type.Object({ ...AccountQuery, condid: Text })
export type EndQuery = OwnerQuery & Pick<Static<typeof EntityEndSchema>, 'condid'>

export const EndBodySchema = Type.Union([
  Type.Object({ xprtnDtTm: Type.Optional(Type.String()) }),
  Type.Null(),
])
export type EndBody = Static<typeof EndBodySchema>
