import { Type } from 'typebox'
import type { Static } from 'typebox'
import { AccountSchema } from './account.ts'
import { AgentSchema } from './agent.ts'
import { JsonNumber } from './json-number.ts'
import { LocationSchema } from './location.ts'
import { MoneySchema } from './money.ts'
import { PartySchema } from './party.ts'
import { InitiationHeaderSchema, PaymentTypeSchema, RequestedAdviceSchema } from './payment-initiation.ts'
import { RegulatoryReportingSchema } from './regulatory-reporting.ts'

const PersonSchema = Type.Object({
  FrstNm: Type.String(),
  MddlNm: Type.String(),
  LastNm: Type.String(),
  MrchntClssfctnCd: Type.String(),
})

const CreditTransferSchema = Type.Object({
  PmtId: Type.Object({ EndToEndId: Type.String() }),
  PmtTpInf: PaymentTypeSchema,
  Amt: Type.Object({
    InstdAmt: MoneySchema,
    EqvtAmt: Type.Object({
      ...MoneySchema.properties,
      CcyOfTrf: Type.String(),
      XchgRateInf: Type.Optional(
        Type.Object({ UnitCcy: Type.Optional(Type.String()), XchgRate: Type.Optional(JsonNumber) }),
      ),
    }),
  }),
  ChrgBr: Type.String(),
  CdtrAgt: AgentSchema,
  Cdtr: PartySchema,
  CdtrAcct: AccountSchema,
  Purp: Type.Object({ Cd: Type.String() }),
  RgltryRptg: RegulatoryReportingSchema,
  RmtInf: Type.Object({ Ustrd: Type.String() }),
  SplmtryData: Type.Object({
    Envlp: Type.Object({
      Doc: Type.Object({
        Dbtr: PersonSchema,
        Cdtr: PersonSchema,
        DbtrFinSvcsPrvdrFees: Type.Object({ Ccy: Type.String(), Amt: JsonNumber }),
        Xprtn: Type.String(),
      }),
    }),
  }),
})

/** pain.001.001.11, customer credit transfer initiation: the customer's order to its bank, before the quote. */
export const Pain001Schema = Type.Object({
  CstmrCdtTrfInitn: Type.Object({
    GrpHdr: InitiationHeaderSchema,
    PmtInf: Type.Object({
      PmtInfId: Type.String(),
      PmtMtd: Type.String(),
      ReqdAdvcTp: RequestedAdviceSchema,
      ReqdExctnDt: Type.Object({ Dt: Type.String(), DtTm: Type.String() }),
      Dbtr: PartySchema,
      DbtrAcct: AccountSchema,
      DbtrAgt: AgentSchema,
      CdtTrfTxInf: CreditTransferSchema,
    }),
    SplmtryData: Type.Object({
      Envlp: Type.Object({
        Doc: Type.Object({
          InitgPty: Type.Object({ InitrTp: Type.String(), Glctn: LocationSchema }),
        }),
      }),
    }),
  }),
  TxTp: Type.Optional(Type.Literal('pain.001.001.11', { default: 'pain.001.001.11' })),
})
export type Pain001Document = Static<typeof Pain001Schema>
