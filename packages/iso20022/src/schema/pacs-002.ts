import { Type } from 'typebox'
import type { Static } from 'typebox'
import { AgentSchema } from './agent.ts'
import { ChargesSchema } from './charges.ts'

/** pacs.002.001.12, payment status report: what became of an earlier instruction, named by its end-to-end identification. */
export const Pacs002Schema = Type.Object({
  FIToFIPmtSts: Type.Object({
    GrpHdr: Type.Object({ MsgId: Type.String(), CreDtTm: Type.String() }),
    TxInfAndSts: Type.Object({
      OrgnlInstrId: Type.String(),
      OrgnlEndToEndId: Type.String(),
      TxSts: Type.String(),
      ChrgsInf: Type.Array(ChargesSchema),
      AccptncDtTm: Type.String(),
      InstgAgt: AgentSchema,
      InstdAgt: AgentSchema,
    }),
  }),
  TxTp: Type.Optional(Type.Literal('pacs.002.001.12', { default: 'pacs.002.001.12' })),
})
export type Pacs002Document = Static<typeof Pacs002Schema>
