import { Type } from 'typebox'
import type { Static } from 'typebox'
import { OtherIdentificationsSchema } from './other-identification.ts'

/** A person: debtor, creditor or initiating party. */
export const PartySchema = Type.Object({
  Nm: Type.String(),
  Id: Type.Object({
    PrvtId: Type.Object({
      DtAndPlcOfBirth: Type.Object({
        BirthDt: Type.String(),
        CityOfBirth: Type.String(),
        CtryOfBirth: Type.String(),
      }),
      Othr: OtherIdentificationsSchema,
    }),
  }),
  CtctDtls: Type.Object({ MobNb: Type.String() }),
})
export type PartyDocument = Static<typeof PartySchema>
