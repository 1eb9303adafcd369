import { executionBlock, initiatedAmountBlock, namesBlock, paymentBlock } from './initiation-blocks.ts'
import {
  accountBlock,
  agentBlock,
  expiry,
  initiatorBlock,
  locationBlock,
  partyBlock,
  regulatoryBlock,
  timestamp,
} from './message-blocks.ts'
import { DEFAULT_CREATED_AT_MS, testTransfer } from './test-transfer.ts'
import type { MessageOverrides, TransferOverrides } from './test-transfer.ts'

export type Pain001Document = ReturnType<typeof pain001Document>

/** A valid pain.001.001.11 (credit transfer initiation) as a JSON document. */
export function pain001Document(overrides: MessageOverrides & TransferOverrides = {}) {
  const transfer = testTransfer(overrides)
  const { messageId = `PAIN001-${transfer.endToEndId}`, createdAtMs = DEFAULT_CREATED_AT_MS } = overrides
  const amounts = initiatedAmountBlock(transfer)
  return {
    TxTp: 'pain.001.001.11',
    CstmrCdtTrfInitn: {
      GrpHdr: {
        MsgId: messageId,
        CreDtTm: timestamp(createdAtMs),
        NbOfTxs: 1,
        InitgPty: initiatorBlock(transfer.debtor),
      },
      PmtInf: {
        ...paymentBlock(transfer),
        ReqdExctnDt: { Dt: timestamp(createdAtMs).slice(0, 10), ...executionBlock(createdAtMs) },
        Dbtr: partyBlock(transfer.debtor),
        DbtrAcct: accountBlock(transfer.debtor),
        DbtrAgt: agentBlock(transfer.debtor),
        CdtTrfTxInf: {
          PmtId: { EndToEndId: transfer.endToEndId },
          PmtTpInf: { CtgyPurp: { Prtry: 'TRANSFER' } },
          Amt: {
            InstdAmt: amounts.InstdAmt,
            EqvtAmt: {
              ...amounts.EqvtAmt,
              XchgRateInf: { UnitCcy: transfer.currency, XchgRate: Number(transfer.exchangeRate) },
            },
          },
          ChrgBr: 'SLEV',
          CdtrAgt: agentBlock(transfer.creditor),
          Cdtr: partyBlock(transfer.creditor),
          CdtrAcct: accountBlock(transfer.creditor),
          Purp: { Cd: transfer.purposeCode },
          RgltryRptg: regulatoryBlock(),
          RmtInf: { Ustrd: transfer.remittanceText },
          SplmtryData: {
            Envlp: {
              Doc: {
                Dbtr: namesBlock(transfer.debtor),
                Cdtr: namesBlock(transfer.creditor),
                DbtrFinSvcsPrvdrFees: { Ccy: transfer.currency, Amt: transfer.chargeAmount },
                Xprtn: expiry(createdAtMs),
              },
            },
          },
        },
      },
      SplmtryData: {
        Envlp: { Doc: { InitgPty: { InitrTp: 'CONSUMER', Glctn: locationBlock(transfer) } } },
      },
    },
  }
}
