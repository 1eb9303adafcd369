import { Type } from 'typebox'
import type { Static } from 'typebox'
import { OtherIdentificationsSchema } from './other-identification.ts'

/** An account of a debtor or creditor. */
export const AccountSchema = Type.Object({
  Id: Type.Object({ Othr: OtherIdentificationsSchema }),
  Nm: Type.String(),
})
export type AccountDocument = Static<typeof AccountSchema>
