import { Type } from 'typebox'
import type { Static } from 'typebox'
import { AccountSchema } from './account.ts'
import { AgentSchema } from './agent.ts'
import { LocationSchema } from './location.ts'
import { MoneySchema } from './money.ts'
import { PartySchema } from './party.ts'
import { InitiationHeaderSchema, PaymentTypeSchema, RequestedAdviceSchema } from './payment-initiation.ts'
import { RegulatoryReportingSchema } from './regulatory-reporting.ts'

const CreditTransferSchema = Type.Object({
  PmtId: Type.Object({ EndToEndId: Type.String() }),
  PmtTpInf: PaymentTypeSchema,
  Amt: Type.Object({
    InstdAmt: MoneySchema,
    EqvtAmt: Type.Object({ ...MoneySchema.properties, CcyOfTrf: Type.String() }),
  }),
  ChrgBr: Type.String(),
  CdtrAgt: AgentSchema,
  Cdtr: PartySchema,
  CdtrAcct: AccountSchema,
  Purp: Type.Object({ Cd: Type.String() }),
  RgltryRptg: RegulatoryReportingSchema,
  SplmtryData: Type.Object({
    Envlp: Type.Object({
      Doc: Type.Object({
        PyeeRcvAmt: MoneySchema,
        PyeeFinSvcsPrvdrFee: MoneySchema,
        PyeeFinSvcsPrvdrComssn: MoneySchema,
      }),
    }),
  }),
})

/** pain.013.001.09, creditor payment activation request: the payee's answer to a quote. */
export const Pain013Schema = Type.Object({
  CdtrPmtActvtnReq: Type.Object({
    GrpHdr: InitiationHeaderSchema,
    PmtInf: Type.Object({
      PmtInfId: Type.String(),
      PmtMtd: Type.String(),
      ReqdAdvcTp: RequestedAdviceSchema,
      ReqdExctnDt: Type.Object({ DtTm: Type.String() }),
      XpryDt: Type.Object({ DtTm: Type.String() }),
      Dbtr: PartySchema,
      DbtrAcct: AccountSchema,
      DbtrAgt: AgentSchema,
      CdtTrfTxInf: CreditTransferSchema,
    }),
    SplmtryData: Type.Object({
      Envlp: Type.Object({
        Doc: Type.Object({ InitgPty: Type.Object({ Glctn: LocationSchema }) }),
      }),
    }),
  }),
  TxTp: Type.Optional(Type.Literal('pain.013.001.09', { default: 'pain.013.001.09' })),
})
export type Pain013Document = Static<typeof Pain013Schema>
