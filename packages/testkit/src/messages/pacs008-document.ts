import {
  accountBlock,
  agentBlock,
  chargesBlock,
  expiry,
  initiatorBlock,
  locationBlock,
  moneyBlock,
  partyBlock,
  regulatoryBlock,
  timestamp,
} from './message-blocks.ts'
import { DEFAULT_CREATED_AT_MS, testTransfer } from './test-transfer.ts'
import type { MessageOverrides, TransferOverrides } from './test-transfer.ts'

export type Pacs008Document = ReturnType<typeof pacs008Document>

/** A valid pacs.008.001.10 (customer credit transfer between institutions) as a JSON document. */
export function pacs008Document(overrides: MessageOverrides & TransferOverrides = {}) {
  const transfer = testTransfer(overrides)
  const { messageId = `PACS008-${transfer.endToEndId}`, createdAtMs = DEFAULT_CREATED_AT_MS } = overrides
  return {
    TxTp: 'pacs.008.001.10',
    FIToFICstmrCdtTrf: {
      GrpHdr: {
        MsgId: messageId,
        CreDtTm: timestamp(createdAtMs),
        NbOfTxs: 1,
        SttlmInf: { SttlmMtd: 'CLRG' },
      },
      CdtTrfTxInf: {
        PmtId: { InstrId: transfer.instructionId, EndToEndId: transfer.endToEndId },
        IntrBkSttlmAmt: moneyBlock(transfer.settlementAmount, transfer.settlementCurrency),
        InstdAmt: moneyBlock(transfer.amount, transfer.currency),
        XchgRate: transfer.exchangeRate,
        ChrgBr: 'SLEV',
        ChrgsInf: chargesBlock(transfer),
        InitgPty: initiatorBlock(transfer.debtor),
        Dbtr: partyBlock(transfer.debtor),
        DbtrAcct: accountBlock(transfer.debtor),
        DbtrAgt: agentBlock(transfer.debtor),
        CdtrAgt: agentBlock(transfer.creditor),
        Cdtr: partyBlock(transfer.creditor),
        CdtrAcct: accountBlock(transfer.creditor),
        Purp: { Cd: transfer.purposeCode },
      },
      RgltryRptg: regulatoryBlock(),
      RmtInf: { Ustrd: transfer.remittanceText },
      SplmtryData: {
        Envlp: { Doc: { Xprtn: expiry(createdAtMs), InitgPty: { Glctn: locationBlock(transfer) } } },
      },
    },
  }
}
