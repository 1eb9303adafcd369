import type { Money, Party } from '@pantau/rule-kit'
import type { AccountDocument } from '../schema/account.ts'
import type { AgentDocument } from '../schema/agent.ts'
import type { MoneyDocument } from '../schema/money.ts'
import type { PartyDocument } from '../schema/party.ts'
import type { Problem } from './problem.ts'
import { readHeader } from './read-header.ts'
import type { MessageHeader } from './read-header.ts'
import { readMoney } from './read-money.ts'
import { readParty } from './read-party.ts'
import { readIdentifier } from './read-text.ts'

/** What the two initiation messages (pain) have in common. */
interface InitiationDocument {
  readonly GrpHdr: { readonly MsgId: string; readonly CreDtTm: string }
  readonly PmtInf: {
    readonly Dbtr: PartyDocument
    readonly DbtrAcct: AccountDocument
    readonly DbtrAgt: AgentDocument
    readonly CdtTrfTxInf: {
      readonly PmtId: { readonly EndToEndId: string }
      readonly Amt: { readonly InstdAmt: MoneyDocument }
      readonly Cdtr: PartyDocument
      readonly CdtrAcct: AccountDocument
      readonly CdtrAgt: AgentDocument
    }
  }
}

export interface Initiation {
  readonly header: MessageHeader
  readonly endToEndId: string
  readonly debtor: Party
  readonly creditor: Party
  readonly instructed: Money
}

/** Reads a payment initiation, or adds to `problems` why it cannot. */
export function readInitiation(
  root: InitiationDocument,
  rootPath: string,
  problems: Problem[],
): Initiation | undefined {
  const payment = root.PmtInf
  const transfer = payment.CdtTrfTxInf
  const paymentPath = `${rootPath}/PmtInf`
  const transferPath = `${paymentPath}/CdtTrfTxInf`
  const header = readHeader(root.GrpHdr, rootPath, problems)
  const endToEndId = readIdentifier(transfer.PmtId.EndToEndId, `${transferPath}/PmtId/EndToEndId`, problems)
  const debtor = readParty(
    payment.Dbtr,
    payment.DbtrAcct,
    payment.DbtrAgt,
    {
      party: `${paymentPath}/Dbtr`,
      account: `${paymentPath}/DbtrAcct`,
      agent: `${paymentPath}/DbtrAgt`,
    },
    problems,
  )
  const creditor = readParty(
    transfer.Cdtr,
    transfer.CdtrAcct,
    transfer.CdtrAgt,
    {
      party: `${transferPath}/Cdtr`,
      account: `${transferPath}/CdtrAcct`,
      agent: `${transferPath}/CdtrAgt`,
    },
    problems,
  )
  const instructed = readMoney(transfer.Amt.InstdAmt, `${transferPath}/Amt/InstdAmt`, problems)
  return header === undefined ||
    endToEndId === undefined ||
    debtor === undefined ||
    creditor === undefined ||
    instructed === undefined
    ? undefined
    : { header, endToEndId, debtor, creditor, instructed }
}
