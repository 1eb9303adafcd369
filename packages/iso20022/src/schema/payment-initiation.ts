import { Type } from 'typebox'
import { PartySchema } from './party.ts'
import { TransactionCount } from './transaction-count.ts'

/** `GrpHdr` of the payment initiation messages (pain). */
export const InitiationHeaderSchema = Type.Object({
  MsgId: Type.String(),
  CreDtTm: Type.String(),
  NbOfTxs: TransactionCount,
  InitgPty: PartySchema,
})

/** `ReqdAdvcTp`: the debit advice that the initiator asks for. */
export const RequestedAdviceSchema = Type.Object({
  DbtAdvc: Type.Object({ Cd: Type.String(), Prtry: Type.String() }),
})

/** `PmtTpInf`: what kind of payment is initiated. */
export const PaymentTypeSchema = Type.Object({ CtgyPurp: Type.Object({ Prtry: Type.String() }) })
