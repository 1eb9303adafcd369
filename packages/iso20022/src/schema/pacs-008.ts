import { Type } from 'typebox'
import type { Static } from 'typebox'
import { AccountSchema } from './account.ts'
import { AgentSchema } from './agent.ts'
import { ChargesSchema } from './charges.ts'
import { LocationSchema } from './location.ts'
import { MoneySchema } from './money.ts'
import { PartySchema } from './party.ts'
import { RegulatoryReportingSchema } from './regulatory-reporting.ts'
import { TransactionCount } from './transaction-count.ts'

/** pacs.008.001.10, financial institution to financial institution customer credit transfer: one payment's instruction. */
export const Pacs008Schema = Type.Object({
  FIToFICstmrCdtTrf: Type.Object({
    GrpHdr: Type.Object({
      MsgId: Type.String(),
      CreDtTm: Type.String(),
      NbOfTxs: TransactionCount,
      SttlmInf: Type.Object({ SttlmMtd: Type.String() }),
    }),
    CdtTrfTxInf: Type.Object({
      PmtId: Type.Object({ InstrId: Type.String(), EndToEndId: Type.String() }),
      IntrBkSttlmAmt: MoneySchema,
      InstdAmt: MoneySchema,
      XchgRate: Type.Optional(Type.String()),
      ChrgBr: Type.String(),
      ChrgsInf: ChargesSchema,
      InitgPty: PartySchema,
      Dbtr: PartySchema,
      DbtrAcct: AccountSchema,
      DbtrAgt: AgentSchema,
      CdtrAgt: AgentSchema,
      Cdtr: PartySchema,
      CdtrAcct: AccountSchema,
      Purp: Type.Object({ Cd: Type.String() }),
    }),
    RgltryRptg: RegulatoryReportingSchema,
    RmtInf: Type.Object({ Ustrd: Type.String() }),
    SplmtryData: Type.Object({
      Envlp: Type.Object({
        Doc: Type.Object({
          Xprtn: Type.String(),
          InitgPty: Type.Object({ Glctn: LocationSchema }),
        }),
      }),
    }),
  }),
  TxTp: Type.Optional(Type.Literal('pacs.008.001.10', { default: 'pacs.008.001.10' })),
})
export type Pacs008Document = Static<typeof Pacs008Schema>
