import { Type } from 'typebox'

/** `RgltryRptg`: the regulatory reporting code of a payment. */
export const RegulatoryReportingSchema = Type.Object({
  Dtls: Type.Object({ Tp: Type.String(), Cd: Type.String() }),
})
