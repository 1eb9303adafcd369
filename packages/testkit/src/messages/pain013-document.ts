import { executionBlock, expiryBlock, initiatedAmountBlock, paymentBlock } from './initiation-blocks.ts'
import {
  accountBlock,
  agentBlock,
  initiatorBlock,
  locationBlock,
  moneyBlock,
  partyBlock,
  regulatoryBlock,
  timestamp,
} from './message-blocks.ts'
import { DEFAULT_CREATED_AT_MS, testTransfer } from './test-transfer.ts'
import type { MessageOverrides, TransferOverrides } from './test-transfer.ts'

export type Pain013Document = ReturnType<typeof pain013Document>

/** A valid pain.013.001.09 (creditor payment activation request) as a JSON document. */
export function pain013Document(overrides: MessageOverrides & TransferOverrides = {}) {
  const transfer = testTransfer(overrides)
  const { messageId = `PAIN013-${transfer.endToEndId}`, createdAtMs = DEFAULT_CREATED_AT_MS } = overrides
  return {
    TxTp: 'pain.013.001.09',
    CdtrPmtActvtnReq: {
      GrpHdr: {
        MsgId: messageId,
        CreDtTm: timestamp(createdAtMs),
        NbOfTxs: 1,
        InitgPty: initiatorBlock(transfer.debtor),
      },
      PmtInf: {
        ...paymentBlock(transfer),
        ReqdExctnDt: executionBlock(createdAtMs),
        XpryDt: expiryBlock(createdAtMs),
        Dbtr: partyBlock(transfer.debtor),
        DbtrAcct: accountBlock(transfer.debtor),
        DbtrAgt: agentBlock(transfer.debtor),
        CdtTrfTxInf: {
          PmtId: { EndToEndId: transfer.endToEndId },
          PmtTpInf: { CtgyPurp: { Prtry: 'TRANSFER' } },
          Amt: initiatedAmountBlock(transfer),
          ChrgBr: 'SLEV',
          CdtrAgt: agentBlock(transfer.creditor),
          Cdtr: partyBlock(transfer.creditor),
          CdtrAcct: accountBlock(transfer.creditor),
          Purp: { Cd: transfer.purposeCode },
          RgltryRptg: regulatoryBlock(),
          SplmtryData: {
            Envlp: {
              Doc: {
                PyeeRcvAmt: moneyBlock(transfer.amount, transfer.currency),
                PyeeFinSvcsPrvdrFee: moneyBlock(transfer.chargeAmount, transfer.currency),
                PyeeFinSvcsPrvdrComssn: moneyBlock(0, transfer.currency),
              },
            },
          },
        },
      },
      SplmtryData: { Envlp: { Doc: { InitgPty: { Glctn: locationBlock(transfer) } } } },
    },
  }
}
