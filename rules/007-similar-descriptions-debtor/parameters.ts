import { Type } from 'typebox'

/** The longest description in ISO 20022, `Max140Text`. */
export const DESCRIPTION_LENGTH_MAX = 140

/** `comparedCharactersMax`: how much of the descriptions is compared, in characters; all of it by default. */
export const parameters = Type.Object({
  comparedCharactersMax: Type.Optional(Type.Integer({ minimum: 1, maximum: DESCRIPTION_LENGTH_MAX })),
})
