import { Type } from 'typebox'
import type { Static } from 'typebox'

/**
 * `Othr`: identifications under a named scheme. Identities are built from the first one, so an empty list is refused; further ones
 * are held to the same shape.
 */
export const OtherIdentificationsSchema = Type.Array(
  Type.Object({ Id: Type.String(), SchmeNm: Type.Object({ Prtry: Type.String() }) }),
  { minItems: 1 },
)
export type OtherIdentificationsDocument = Static<typeof OtherIdentificationsSchema>
